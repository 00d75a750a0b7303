using System.Collections.Immutable;
using AgentTracing.Generators.Tests.Infrastructure;
using AgentTracing.Generators.Tests.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>Runs the analyzers on code that uses the real SDKs, with pricing files.</summary>
internal static class PriceAnalysis
{
    public static TestCompilation Options { get; } = new() { References = SdkReferences.All, Language = LanguageVersion.CSharp13 };

    private const string Usings = """
        #pragma warning disable OPENAI001, SKEXP0001, SKEXP0010
        using Microsoft.Extensions.AI;
        using Anthropic.Models.Messages;
        using OpenAI;
        using OpenAI.Chat;
        using OpenAI.Responses;

        """;

    /// <summary>A pricing file with custom entries.</summary>
    public static string File(string models, string more = "", string providers = "\"contoso\": {\"usage\": \"inclusive\"}, \"openai\": {\"usage\": \"inclusive\"}") =>
        $$"""
        {"schemaVersion": 1, "asOf": "2026-08-22", "currency": "USD", "unit": "per-1M-tokens", "providers": {{{providers}}},
         "models": [{{models}}]{{more}}}
        """;

    /// <summary>An entry with simple prices.</summary>
    public static string Entry(string id, string provider = "openai", string more = "", string rates = "\"input\": \"2\", \"output\": \"8\"") =>
        $$$"""{"provider": "{{{provider}}}", "id": "{{{id}}}"{{{more}}}, "prices": [{"rates": {{{{rates}}}}}]}""";

    /// <summary>Asserts that exactly the marked price diagnostics are reported in the code.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Run(string marked, string? file = null)
    {
        var source = MarkedSource.Parse(Usings + marked);
        var diagnostics = await Analyze(source.Text, file);
        var inCode = diagnostics.Where(static diagnostic => diagnostic.Location.IsInSource).ToImmutableArray();
        Assert.Equal(
            source.Expected,
            inCode.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}"));
        return inCode;
    }

    /// <summary>The diagnostics in the pricing file, as <c>AGT3003 text</c>. By default, the code names no model.</summary>
    public static async Task<string[]> RunFile(string file, string source = "") =>
        [.. (await Analyze(Usings + source, file))
            .Where(static diagnostic => !diagnostic.Location.IsInSource)
            .Select(diagnostic => $"{diagnostic.Id} {file.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)}")];

    /// <summary>All price diagnostics.</summary>
    public static Task<ImmutableArray<Diagnostic>> Analyze(string source, string? file) => Analyze(source, file is null ? [] : [("llm-pricing.json", file)]);

    /// <summary>All price diagnostics, with several pricing files.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(string source, params (string Name, string Text)[] files)
    {
        var compilation = Options.Create(source);
        Assert.Empty(AnalyzerTest.Generate(compilation, Options).GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && !IsOfNoUse(diagnostic.Id)));
        var diagnostics = await AnalyzerTest.Analyze(compilation, Options, additionalFiles: [.. files.Select(static file => new PricingText("/project/" + file.Name, file.Text))]);
        return [.. diagnostics.Where(static diagnostic => diagnostic.Id.StartsWith("AGT3", StringComparison.Ordinal))];
    }

    // Unused using directives, which one option turns into errors.
    private static bool IsOfNoUse(string id) => id is "CS8019";
}
