using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>Reports LLM calls that no span covers.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncoveredCallAnalyzer() : LlmCallAnalyzer(Descriptors.UncoveredCall)
{
    private const string Excluded = "dotnet_code_quality." + DiagnosticIds.UncoveredCall + ".excluded_symbol_names";

    private protected override Action<SyntaxNodeAnalysisContext, LlmCallSite>? Analysis(LlmCallContext context)
        => (node, site) =>
        {
            if (!context.Interception.Covers(site.Api.Sdk?.Property)
                || InterceptionParser.Skip(site, node.SemanticModel, node.CancellationToken) is { Kind: SkipKind.Uncovered })
            {
                Analyze(node, site, context);
            }
        };

    private static void Analyze(SyntaxNodeAnalysisContext context, LlmCallSite site, LlmCallContext calls)
    {
        var model = context.SemanticModel;
        var enclosing = model.GetEnclosingSymbol(site.Syntax.SpanStart, context.CancellationToken);
        if (calls.Enclosing.Covers(site, model, enclosing, context.CancellationToken)
            || calls.Setup.ReportsItself(site.Api)
            || calls.Clients.Trace(site, model, context.CancellationToken)
            || ExpressionTrees.Contain(site.Syntax, model, context.CancellationToken)
            || (context.Options.AnalyzerConfigOptionsProvider.GetOptions(site.Syntax.SyntaxTree).TryGetValue(Excluded, out string? option)
                && ExcludedSymbols.Contain(option, site.Method, enclosing)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.UncoveredCall, site.Name.GetLocation(), site.DisplayName, site.Api.IsAgent ? "Agent" : site.Api.Operation == LlmOperations.InvokeWorkflow ? "Workflow" : "LlmCall"));
    }
}
