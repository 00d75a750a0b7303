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
            || calls.Setup.TracesItself(site.Api)
            || calls.Clients.Trace(site, model, context.CancellationToken)
            || ExpressionTrees.Contain(site.Syntax, model, context.CancellationToken)
            || (context.Options.AnalyzerConfigOptionsProvider.GetOptions(site.Syntax.SyntaxTree).TryGetValue(Excluded, out string? option)
                && ExcludedSymbols.Contain(option, site.Method, enclosing)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Descriptors.UncoveredCall, site.Name.GetLocation(), site.DisplayName, Advice(site.Api, calls.Interception)));
    }

    /// <summary>
    /// How to trace a call: images, speech and assistants are neither intercepted nor traced by a pipeline, and a property that is already
    /// set is not suggested.
    /// </summary>
    private static string Advice(LlmApi api, InterceptionOptions interception)
    {
        bool isTraced = InterceptionRules.Skip(api) is null;
        string setting = isTraced && !interception.IsOn ? "set <AgentTracingInterceptLlmCalls>true</AgentTracingInterceptLlmCalls> in the project, " : "";
        string pipeline = isTraced ? "build its client with UseAgentTracing(), or " : "";
        return $"{setting}{pipeline}extract the call into a method with [{(api.IsAgent ? "Agent" : api.Operation == LlmOperations.InvokeWorkflow ? "Workflow" : "LlmCall")}]";
    }
}
