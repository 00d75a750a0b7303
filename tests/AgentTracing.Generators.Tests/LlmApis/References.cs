using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.LlmApis;

/// <summary>Compilations with all references of this test project: the .NET libraries and the real LLM SDKs.</summary>
internal static class References
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>All assemblies of the test application.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("AgentTracing", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    // Compilations derived from the same one share the metadata that it has read.
    private static readonly CSharpCompilation Empty = Create(All);

    /// <summary>Compiles <paramref name="sources"/> to a library.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Empty.AddSyntaxTrees(Parse(sources));

    /// <summary>Compiles <paramref name="sources"/> to a library that references only <paramref name="references"/>.</summary>
    public static CSharpCompilation Compile(IEnumerable<MetadataReference> references, params string[] sources) => Create(references).AddSyntaxTrees(Parse(sources));

    private static CSharpCompilation Create(IEnumerable<MetadataReference> references)
        => CSharpCompilation.Create(
            "Readers",
            references: references,
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static IEnumerable<SyntaxTree> Parse(string[] sources)
        => sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"Source{i}.cs"));
}
