using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Analyzers.Prices;
using AgentTracing.Generators.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Tests.Analyzers;

/// <summary>Analyzers that cannot report anything in a compilation register no actions in it, so they cost nothing.</summary>
public sealed class IdleAnalyzerTests
{
    private const string Source = "public class C { public string M(string text) => text.Trim(); }";

    [Fact]
    public async Task Without_AgentTracing_no_analyzer_registers_actions() =>
        Assert.Empty(await Staying(new TestCompilation { ReferencesRunTime = false, References = SdkReferences.All }));

    [Fact]
    public async Task Without_an_LLM_SDK_no_call_analyzer_registers_actions() =>
        Assert.DoesNotContain(await Staying(new TestCompilation()), static analyzer => analyzer is LlmCallAnalyzer);

    [Fact]
    public async Task Without_an_LLM_SDK_the_price_analyzers_register_for_our_own_calls_only()
    {
        Assert.DoesNotContain(await Staying(new TestCompilation()), IsOfNamings);
        Assert.Contains(
            await Staying(new TestCompilation(), "public class C { public void M() { using var call = AgentTrace.StartLlmCall(\"m\", \"openai\"); } }"), IsOfNamings);

        static bool IsOfNamings(DiagnosticAnalyzer analyzer) => analyzer is ModelPriceAnalyzer or ServiceTierAnalyzer or RedundantPriceAnalyzer;
    }

    [Fact]
    public async Task With_both_they_stay() =>
        Assert.Contains(await Staying(new TestCompilation { References = SdkReferences.All }), static analyzer => analyzer is UncoveredCallAnalyzer);

    /// <summary>The analyzers that register actions.</summary>
    private static async Task<List<DiagnosticAnalyzer>> Staying(TestCompilation options, string source = Source)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var analysis = options.Create(source).WithAnalyzers(AnalyzerTest.Analyzers, new AnalyzerOptions([]));
        await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken);
        List<DiagnosticAnalyzer> staying = [];
        foreach (var analyzer in AnalyzerTest.Analyzers)
        {
            var actions = await analysis.GetAnalyzerTelemetryInfoAsync(analyzer, cancellationToken);
            int count = actions.SyntaxNodeActionsCount + actions.OperationActionsCount + actions.SymbolActionsCount + actions.SyntaxTreeActionsCount + actions.SemanticModelActionsCount
                + actions.OperationBlockActionsCount + actions.OperationBlockStartActionsCount + actions.CodeBlockActionsCount + actions.CodeBlockStartActionsCount + actions.SymbolStartActionsCount;
            if (count > 0)
                staying.Add(analyzer);
        }

        return staying;
    }
}
