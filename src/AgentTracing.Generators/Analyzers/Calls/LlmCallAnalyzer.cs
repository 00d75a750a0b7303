using AgentTracing.Generators.Interception;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>
/// Base of the analyzers of LLM calls: registers nothing when no LLM SDK is referenced. Names are compared before anything is bound.
/// </summary>
public abstract class LlmCallAnalyzer : AgentTracingAnalyzer
{
    private protected LlmCallAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (LlmCallContext.Of(context.Compilation, context.Options) is not { } calls || Analysis(calls) is not { } analyze)
            return;

        context.RegisterSyntaxNodeAction(
            node =>
            {
                if (LlmCallSite.MayBeAt(node.Node, calls.Catalogue.MethodNames)
                    && IsWritten(node)
                    && LlmCallSite.At(node.Node, node.SemanticModel, calls.Catalogue, node.CancellationToken) is { Api: var api } site
                    && (api.IsModelCall || (api.IsPrompt && PromptFunctions.IsVisible(site, node.SemanticModel, node.CancellationToken))))
                {
                    analyze(node, site);
                }
            },
            SyntaxKind.InvocationExpression,
            SyntaxKind.SimpleMemberAccessExpression,
            SyntaxKind.ForEachStatement,
            SyntaxKind.ForEachVariableStatement);
    }

    private protected override GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <summary>Whether the code is hand-written, in a C# or Razor file.</summary>
    private protected static bool IsWritten(SyntaxNodeAnalysisContext node) => !node.IsGeneratedCode || RazorCode.Contains(node.Node);

    /// <summary>The analysis of each model call in the compilation; null for none.</summary>
    private protected abstract Action<SyntaxNodeAnalysisContext, LlmCallSite>? Analysis(LlmCallContext context);
}
