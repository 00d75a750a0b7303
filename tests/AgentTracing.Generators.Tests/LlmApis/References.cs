using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Compilations that reference everything this test project does: the .NET libraries and the real LLM SDKs.</summary>
internal static class References
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>Every assembly of the test's own application.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("AgentTracing", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles <paramref name="sources"/> as a library.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(All, sources);

    /// <summary>Compiles <paramref name="sources"/> as a library that references nothing but <paramref name="references"/>.</summary>
    public static CSharpCompilation Compile(IEnumerable<MetadataReference> references, params string[] sources)
        => CSharpCompilation.Create(
            "Readers" + Guid.NewGuid().ToString("N"),
            sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs")),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
