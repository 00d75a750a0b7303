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
/// Reports calls that are traced by two of <c>[LlmCall]</c>, <c>UseOpenTelemetry()</c> and the SDK itself, if the other sources are visibly
/// registered.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TracedTwiceAnalyzer() : LlmCallAnalyzer(Descriptors.TracedTwice)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        base.Start(context);
        if (LlmCallContext.Of(context.Compilation, context.Options) is { } calls)
            context.RegisterSyntaxNodeAction(node => AnalyzePipeline(node, calls.Setup), SyntaxKind.InvocationExpression);
    }

    private protected override Action<SyntaxNodeAnalysisContext, LlmCallSite>? Analysis(LlmCallContext context)
        => (node, site) => AnalyzeCall(node, site, context);

    private static void AnalyzeCall(SyntaxNodeAnalysisContext context, LlmCallSite site, LlmCallContext calls)
    {
        var model = context.SemanticModel;
        if (calls.Enclosing.LlmCallAround(model.GetEnclosingSymbol(site.Syntax.SpanStart, context.CancellationToken), context.CancellationToken) is not { } operation)
            return;

        string ours = $"[LlmCall] '{operation.Name}'";
        if (NativeTelemetry.SourceOf(site.Api, calls.Setup) is { } source)
            Report(context, calls.Setup, source, site.Name, site.DisplayName, ours, BySdk(source));
        else if (calls.Setup.Registers(NativeTelemetry.ChatClientSource) && calls.Clients.Trace(site, model, context.CancellationToken, ClientTracing.OpenTelemetry))
            Report(context, calls.Setup, NativeTelemetry.ChatClientSource, site.Name, site.DisplayName, ours, $"the client's pipeline ('{NativeTelemetry.ChatClientSource}')");
    }

    private static void AnalyzePipeline(SyntaxNodeAnalysisContext context, TelemetrySetup setup)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (PipelineAnalyzer.NameOf(call) != "UseOpenTelemetry" || !IsWritten(context) || !setup.Registers(NativeTelemetry.ChatClientSource))
            return;

        foreach (var step in Pipeline.Of(call, context.SemanticModel, context.CancellationToken).TakeWhile(step => step != call))
        {
            if (step.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsIChatClient", Expression: var client }
                && context.SemanticModel.GetTypeInfo(client, context.CancellationToken).Type is { } type
                && NativeTelemetry.SourceOf(type, setup) is { } source)
            {
                Report(context, setup, source, LlmCallSite.NameOf(call.Expression)!, type.Name, "UseOpenTelemetry()", BySdk(source));
                return;
            }
        }
    }

    private static string BySdk(string source) => $"the SDK itself ('{source}')";

    private static void Report(SyntaxNodeAnalysisContext context, TelemetrySetup setup, string source, SyntaxNode at, string what, string one, string other)
        => context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.TracedTwice, at.GetLocation(), additionalLocations: [setup.RegistrationOf(source)!.GetLocation()], what, one, other));
}
