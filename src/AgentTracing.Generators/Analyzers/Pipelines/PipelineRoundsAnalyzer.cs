using AgentTracing.Generators.Analyzers.Calls;
using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Diagnostics;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AgentTracing.Generators.Analyzers.Pipelines;

/// <summary>
/// Reports function-calling pipelines, and clients created without a builder, if nothing below the function invocation traces, so the
/// rounds appear as one call. Reports nothing if a step, a builder or a client comes from elsewhere than this compilation or the SDK.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineRoundsAnalyzer() : AgentTracingAnalyzer(Descriptors.HiddenRounds)
{
    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (LlmCallContext.Of(context.Compilation, context.Options) is not { } calls)
            return;

        context.RegisterSyntaxNodeAction(node => Analyze(node, calls.Setup), SyntaxKind.InvocationExpression);
        context.RegisterSyntaxNodeAction(node => AnalyzeCreation(node, calls.Setup), SyntaxKind.ObjectCreationExpression, SyntaxKind.ImplicitObjectCreationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, TelemetrySetup setup)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        var model = context.SemanticModel;
        if (PipelineAnalyzer.NameOf(call) is not ("UseFunctionInvocation" or "UseKernelFunctionInvocation")
            || model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { ReturnType: var builder }
            || !builder.Is("Microsoft.Extensions.AI", "ChatClientBuilder")
            || TestCode.Contains(model.GetEnclosingSymbol(call.SpanStart, context.CancellationToken)))
        {
            return;
        }

        var origins = new ClientOrigins(setup, model, context.CancellationToken);
        var before = Pipeline.Of(call, model, context.CancellationToken).TakeWhile(step => step != call).ToList();
        if (before.Any(static step => PipelineAnalyzer.NameOf(step) == "UseOpenTelemetry") || !IsKnown(call, before, model, context.CancellationToken) || origins.Trace(ClientOf(call, before)))
            return;

        var known = new HashSet<SyntaxNode>(before) { call };
        var below = Pipeline.MayFollow(call, model, context.CancellationToken).Where(step => !known.Contains(step));
        if (below.Any(step => MayTrace(step, model, setup, origins, context.CancellationToken)))
            return;

        var name = LlmCallSite.NameOf(call.Expression)!;
        var above = before.LastOrDefault(static step => PipelineAnalyzer.NameOf(step) == TracingSyntax.AgentTracingMethod);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.HiddenRounds,
            name.GetLocation(),
            additionalLocations: above is null ? [] : [LlmCallSite.NameOf(above.Expression)!.GetLocation()],
            name.Identifier.ValueText,
            above is null ? "add UseAgentTracing() below it" : "move UseAgentTracing() below it"));
    }

    /// <summary>
    /// A function-calling client that is created without a builder: its inner client must trace. In a step of a pipeline, the inner client
    /// may come from anywhere.
    /// </summary>
    private static void AnalyzeCreation(SyntaxNodeAnalysisContext context, TelemetrySetup setup)
    {
        const string Client = "FunctionInvokingChatClient";
        var model = context.SemanticModel;
        if (context.Node is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var client }, ..] } creation
            || creation is ObjectCreationExpressionSyntax { Type: var named } && named.GetLastToken().ValueText != Client
            || model.GetTypeInfo(creation, context.CancellationToken).Type?.Is("Microsoft.Extensions.AI", Client) != true
            || model.GetSymbolInfo(client, context.CancellationToken).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }
            || TestCode.Contains(model.GetEnclosingSymbol(creation.SpanStart, context.CancellationToken))
            || new ClientOrigins(setup, model, context.CancellationToken).Trace(client))
        {
            return;
        }

        var place = creation is ObjectCreationExpressionSyntax { Type: var written } ? written.GetLocation() : creation.NewKeyword.GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.HiddenRounds, place, "new " + Client, "give it a client with UseAgentTracing()"));
    }

    /// <summary>Whether the whole pipeline up to a call is visible: a builder from elsewhere may have, or get, more steps.</summary>
    private static bool IsKnown(InvocationExpressionSyntax call, List<InvocationExpressionSyntax> before, SemanticModel model, CancellationToken cancellationToken)
    {
        var root = Pipeline.RootOf(before.FirstOrDefault() ?? call);
        return (root is BaseObjectCreationExpressionSyntax || !Pipeline.IsBuilder(model.GetTypeInfo(root, cancellationToken).Type))
            && before.All(step => model.GetSymbolInfo(step, cancellationToken).Symbol is not IMethodSymbol method || !IsForeign(method, model.Compilation))
            && !IsPassedOn(Pipeline.EndOf(call), model, cancellationToken);
    }

    /// <summary>Whether the builder leaves the method as a result or an argument, so other code may add steps.</summary>
    private static bool IsPassedOn(InvocationExpressionSyntax end, SemanticModel model, CancellationToken cancellationToken)
        => Pipeline.IsBuilder(model.GetTypeInfo(end, cancellationToken).Type)
            && (end.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax or LambdaExpressionSyntax
                || (end.Parent is AssignmentExpressionSyntax { Left: var target } && model.GetSymbolInfo(target, cancellationToken).Symbol is not ILocalSymbol))
            && !IsRegistration(end);

    /// <summary><c>services.AddChatClient(...)</c> returns a builder whose client is built later, by the container.</summary>
    private static bool IsRegistration(InvocationExpressionSyntax end)
        => Pipeline.StepsBefore(end).Prepend(end).LastOrDefault() is { } first && PipelineAnalyzer.NameOf(first)?.StartsWith("Add", StringComparison.Ordinal) == true;

    /// <summary>The innermost client of the pipeline: the receiver or argument of the first step.</summary>
    private static ExpressionSyntax ClientOf(InvocationExpressionSyntax call, List<InvocationExpressionSyntax> before)
        => before.FirstOrDefault() is { } first && PipelineAnalyzer.NameOf(first)?.StartsWith("Use", StringComparison.Ordinal) != true ? first : Pipeline.RootOf(before.FirstOrDefault() ?? call);

    /// <summary>
    /// Whether a lower step may trace: by its name, by the client that it adds, by the body of a user's method, or because it is from
    /// another library.
    /// </summary>
    private static bool MayTrace(InvocationExpressionSyntax step, SemanticModel model, TelemetrySetup setup, ClientOrigins origins, CancellationToken cancellationToken)
    {
        if (PipelineAnalyzer.NameOf(step) is { } name && TracingSyntax.IsTracingMethod(name))
            return true;

        if (step.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax lambda && (origins.Trace(lambda) || TracingSyntax.IsMentionedIn(lambda))))
            return true;

        if (model.GetSymbolInfo(step, cancellationToken).Symbol is not IMethodSymbol method)
            return true;

        return method.DeclarationIn(setup.Models.Compilation, cancellationToken) is { } declaration ? TracingSyntax.IsMentionedIn(declaration) : IsForeign(method, model.Compilation);
    }

    /// <summary>Whether a method is neither from the SDK nor from this compilation. Aspire's registrations trace.</summary>
    private static bool IsForeign(IMethodSymbol method, Compilation compilation)
        => !method.IsDeclaredIn(compilation)
            && method.ContainingAssembly?.Name is { } assembly
            && !assembly.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.Agents.", StringComparison.Ordinal)
            && !assembly.StartsWith("Microsoft.SemanticKernel", StringComparison.Ordinal)
            && Pipeline.IsBuilder(method.ReturnType);
}
