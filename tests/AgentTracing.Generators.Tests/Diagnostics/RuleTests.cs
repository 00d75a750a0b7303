using System.Reflection;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Pricing;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Tests.Diagnostics;

/// <summary>
/// Ids, descriptors, analyzers, fixes, pages, release notes and help links are consistent. New rules are tested without a change here.
/// </summary>
public sealed class RuleTests
{
    private static readonly Dictionary<string, DiagnosticDescriptor> Rules = typeof(Descriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (DiagnosticDescriptor)field.GetValue(null)!)
        .ToDictionary(static rule => rule.Id, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Rules.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Ids_descriptors_pages_and_analyzers_are_the_same_set()
    {
        var ids = typeof(DiagnosticIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);
        var known = Rules.Keys.Order(StringComparer.Ordinal);

        Assert.Equal(known, ids.Order(StringComparer.Ordinal));
        Assert.Equal(known, RulePage.Ids);
        Assert.Equal(known, AnalyzerTest.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_described_the_same_everywhere(string id)
    {
        var rule = Rules[id];
        var page = RulePage.Read(id);

        Assert.Equal("AgentTracing", rule.Category);
        Assert.Equal($"https://github.com/agenttracing/agenttracing/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.Equal($"{id}: {rule.Title}", page.Heading);
        Assert.Contains($"severity **{rule.DefaultSeverity}**", page.Text, StringComparison.Ordinal);
        Assert.Contains($"dotnet_diagnostic.{id}.severity", page.Text, StringComparison.Ordinal);
        Assert.All(["What", "Why", "Bad", "Good", "How to configure"], section => Assert.True(page.HasSection(section), section));
        Assert.Equal(CodeFixTest.HasFixFor(id), page.HasSection("Code fix"));
        Assert.Contains($"\n{id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}\n", Releases, StringComparison.Ordinal);
        Assert.Contains($"| [{id}]({id}.md) | {rule.DefaultSeverity} | {rule.Title} |", File.ReadAllText(Path.Combine(RulePage.Folder, "README.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Bad_code_is_reported_and_good_code_is_not(string id)
    {
        var page = RulePage.Read(id);

        Assert.Equal([id], (await Analyze(page, "Bad")).Select(static diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(await Analyze(page, "Good"));
    }

    private static string Releases { get; } = string.Concat(
        new[] { "Shipped", "Unshipped" }.Select(static state => File.ReadAllText(
            Path.Combine(TestPaths.Repository, "src", "AgentTracing.Generators", $"AnalyzerReleases.{state}.md"))));

    private static async Task<IEnumerable<Diagnostic>> Analyze(RulePage page, string section)
    {
        string[] sources = page.Code(section, "csharp");
        TestCompilation options = new() { References = SdkReferences.All, OutputKind = sources.Any(IsProgram) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary };
        bool intercepts = page.Code(section, "xml").Any(static xml => xml.Contains("<AgentTracingInterceptLlmCalls>true", StringComparison.Ordinal));
        AdditionalText[] prices = [.. page.Code(section, "json").Select((json, i) => new TestFile(page.Id == DiagnosticIds.OldPrices ? $"/{ShippedCatalogue.FileName}" : $"/llm-pricing{i}.json", json))];
        Assert.NotEmpty(sources.Concat(prices.Select(static file => file.Path)));

        var compilation = options.Create(sources);
        if (section == "Good")
        {
            Assert.Empty(AnalyzerTest.Generate(compilation, options).GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
        }

        return await AnalyzerTest.Analyze(compilation, options, intercepts: intercepts, additionalFiles: [.. prices]);
    }

    private static bool IsProgram(string source)
        => CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();

    private sealed class TestFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
