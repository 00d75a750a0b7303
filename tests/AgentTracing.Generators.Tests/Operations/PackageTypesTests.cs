using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// Tools that take types of popular packages: the generated code compiles and is bounded. Tests a sample of the types, or all of them with
/// <c>AGENTTRACING_ALL_TYPES=1</c>.
/// </summary>
public sealed class PackageTypesTests
{
    private const int Step = 30;
    private const int MethodsPerClass = 5;
    private const int ClassesPerCompilation = 40;

    /// <summary>
    /// More than <see cref="WalkBounds.Text"/>: the methods that reach the bound are completed, and each has a declaration.
    /// </summary>
    private const int MaxTextPerMethod = 2 * WalkBounds.Text;

    private static readonly string[] Frameworks = ["net10.0", "net9.0", "net8.0", "net7.0", "net6.0", "net5.0", "netstandard2.1", "netstandard2.0"];

    /// <summary>The packages.</summary>
    public static TheoryData<string> Packages => [.. Metadata("TypesOfPackages").Split(';')];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_type_of_a_package_can_be_an_argument_and_a_result(string package)
    {
        var isWhole = Environment.GetEnvironmentVariable("AGENTTRACING_ALL_TYPES") == "1";
        ImmutableArray<MetadataReference> references = [.. Metadata("TypesOfPackages").Split(';').SelectMany(static name => (IEnumerable<MetadataReference>)Assemblies(name))];
        var options = new TestCompilation { Language = LanguageVersion.CSharp13, References = references };
        var compilation = options.Create("");
        HashSet<string?> files = [.. Assemblies(package).Select(static reference => reference.Display)];
        string[] types =
        [
            .. compilation.References
                .Where(reference => files.Contains(reference.Display))
                .Select(reference => compilation.GetAssemblyOrModuleSymbol(reference)).OfType<IAssemblySymbol>()
                .SelectMany(static assembly => TypesIn(assembly.GlobalNamespace))
                .Where(type => CanBeArgument(type, compilation))
                .Select(static type => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
        ];
        Assert.NotEmpty(types);

        // Takes a different sample of each package, but the same in every run.
        foreach (string[] chunk in types.Where((_, i) => isWhole || i % Step == package.Length % Math.Min(Step, types.Length)).Chunk(MethodsPerClass * ClassesPerCompilation))
            AssertBounded(chunk, options);
    }

    private static void AssertBounded(string[] types, TestCompilation options)
    {
        var source = string.Join("\n", types.Chunk(MethodsPerClass).Select(static (chunk, i) => $$"""
            public static partial class Tools{{i}}
            {
                {{string.Join("\n    ", chunk.Select(static (type, i) => $"[Tool] public static partial {type} M{i}({type} value);\n    private static {type} M{i}Core({type} value) => value;"))}}
            }
            """));
        var compilation = options.Create("#pragma warning disable\n" + source);
        var watch = Stopwatch.StartNew();
        GeneratorDriver driver = GeneratorTest.Driver(options).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var taken = watch.Elapsed;
        var result = driver.GetRunResult().Results.Single();

        Assert.Null(result.Exception);
        Assert.Equal((types.Length + MethodsPerClass - 1) / MethodsPerClass, result.GeneratedSources.Count(static file => file.HintName.EndsWith(".g.cs", StringComparison.Ordinal)));
        Assert.All(result.GeneratedSources, static file => Assert.InRange(file.SourceText.Length, 0, MethodsPerClass * MaxTextPerMethod));
        Assert.True(taken < TimeSpan.FromSeconds(20 + types.Length), $"{types.Length} types took {taken}.");

        // CS0012: a dependency of the package, which a restore would bring, is not referenced here.
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic is { Severity: DiagnosticSeverity.Error, Id: not "CS0012" } && diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)
            .Take(5)
            .Select(static diagnostic => diagnostic.ToString()));
    }

    private static bool CanBeArgument(INamedTypeSymbol type, Compilation compilation)
        => type is { IsStatic: false, IsRefLikeType: false, Arity: 0, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface }
            && type.ContainingTypesAndSelf().All(static outer => outer is { DeclaredAccessibility: Accessibility.Public, Arity: 0 })
            && !type.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
            && GlobalNames.Of(compilation).Mean(type);

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .SelectMany(static member => member is INamedTypeSymbol type ? TypesIn(type).Prepend(type) : TypesIn(member));

    internal static ImmutableArray<MetadataReference> Assemblies(string package)
    {
        var library = Path.Combine(SdkReferences.Packages, package.Split('/')[0].ToLowerInvariant(), package.Split('/')[1], "lib");
        var framework = Frameworks.Select(name => Path.Combine(library, name)).First(Directory.Exists);
        return [.. Directory.GetFiles(framework, "*.dll").Select(static file => MetadataReference.CreateFromFile(file))];
    }

    private static string Metadata(string name)
        => typeof(PackageTypesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == name).Value!;
}
