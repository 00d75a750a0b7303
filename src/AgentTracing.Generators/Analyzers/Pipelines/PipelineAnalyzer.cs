using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Pipelines;

/// <summary>
/// Reports pipelines of clients with telemetry in the wrong place, or twice. The first step of a builder is the outermost: telemetry before
/// function invocation traces the whole conversation with the tools as one call.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer() : AgentTracingAnalyzer(Descriptors.PipelineOrder, Descriptors.PipelineTwice)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (LlmCallContext.Of(context.Compilation, context.Options) is not null)
            context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        string? name = NameOf(call);
        if (name is not ("UseOpenTelemetry" or "UseFunctionInvocation") || !IsPipelineStep(call, context.SemanticModel, context.CancellationToken))
            return;

        // Up to this step; later steps are analyzed separately.
        var steps = Pipeline.Of(call, context.SemanticModel, context.CancellationToken).TakeWhile(step => step != call).ToList();
        if (steps.LastOrDefault(static step => NameOf(step) == "UseOpenTelemetry") is not { } telemetry)
            return;

        if (name == "UseOpenTelemetry")
        {
            Report(context, Descriptors.PipelineTwice, call, telemetry);
        }
        else if (steps.SkipWhile(step => step != telemetry).All(static step => NameOf(step) != "Build") && !IsFollowedByTelemetry(call))
        {
            Report(context, Descriptors.PipelineOrder, telemetry, call);
        }
    }

    /// <summary>The method name of a step.</summary>
    internal static string? NameOf(InvocationExpressionSyntax call) => LlmCallSite.NameOf(call.Expression)?.Identifier.ValueText;

    private static bool IsPipelineStep(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
        => model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && Pipeline.IsBuilderNamespace(method.ContainingNamespace);

    // A later UseOpenTelemetry() is reported as a duplicate (AGT2004) instead.
    private static bool IsFollowedByTelemetry(InvocationExpressionSyntax call)
        => Pipeline.StepsBefore(Pipeline.EndOf(call)).Prepend(Pipeline.EndOf(call)).TakeWhile(step => step != call).Any(static step => NameOf(step) == "UseOpenTelemetry");

    private static void Report(SyntaxNodeAnalysisContext context, DiagnosticDescriptor rule, InvocationExpressionSyntax at, InvocationExpressionSyntax other)
        => context.ReportDiagnostic(Diagnostic.Create(rule, LlmCallSite.NameOf(at.Expression)!.GetLocation(), additionalLocations: [LlmCallSite.NameOf(other.Expression)!.GetLocation()]));
}
