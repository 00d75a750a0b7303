using System.Text.RegularExpressions;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Docs;

/// <summary>What the README shows compiles, and where it names a file, the file is there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(TestPaths.Repository, "README.md"));

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public static TheoryData<string> Snippets => [.. CSharpBlock().Matches(Readme).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Every_snippet_compiles_as_a_program_of_the_users(string snippet)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(ImplicitUsings, parse), CSharpSyntaxTree.ParseText(snippet, parse)],
            [.. References.All, MetadataReference.CreateFromFile(typeof(AgentTelemetry).Assembly.Location)],
            new CSharpCompilationOptions(
                snippet.Contains("class ", StringComparison.Ordinal) ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable));

        CSharpGeneratorDriver.Create([new OperationsGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);

        Assert.DoesNotContain(output.GetDiagnostics(), diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void There_are_snippets() => Assert.True(Snippets.Count >= 3);

    [Fact]
    public void Every_link_leads_to_a_file_of_the_repository()
        => Assert.All(
            Link().Matches(Readme).Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(Path.Exists(Path.Combine(TestPaths.Repository, link)), $"{link} does not exist."));

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
