using AgentTracing.Generators.Attributes;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using AgentTracing.Generators.Razor;
using AgentTracing.Generators.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Attributes.OperationKind;

namespace AgentTracing.Generators.Interception;

/// <summary>The rules for calls that are not intercepted.</summary>
internal sealed class InterceptionRules(SemanticModel model, InterceptionSymbols symbols, CancellationToken cancellationToken)
{
    /// <summary>
    /// The reason why no call of the method is intercepted; null for single model calls with readable responses, and for agent runs.
    /// </summary>
    public static SkipReason? Skip(LlmApi api) => api switch
    {
        _ when (api.Traits & LlmApiTraits.NotInterceptable) != 0 => SkipReason.ReadLater,
        { IsAgent: true } or { IsWrapped: true } or { IsPrompt: true } => null,
        _ when (api.Traits & LlmApiTraits.Aggregate) != 0 => SkipReason.SeveralCalls,
        { IsRaw: true, RawAnswer: null } => SkipReason.RawBody,
        _ when (api.Traits & LlmApiTraits.Deferred) != 0 => SkipReason.Deferred,
        { LlmOperation: null } => SkipReason.NoOperation,
        _ => null,
    };

    /// <summary>The reason why this call is not intercepted, regardless of its method.</summary>
    public SkipReason? Skip(LlmCallSite site)
    {
        var enclosing = model.GetEnclosingSymbol(site.Syntax.SpanStart, cancellationToken);
        return IsExcluded(enclosing) ? SkipReason.NoIntercept
            : Obstacle(site) is { } obstacle ? obstacle
            : IsAny(enclosing, IsLlmCall) ? SkipReason.InLlmCall
            : site.Api.IsWrapped && IsAny(enclosing, symbol => IsInsideRetrievalOrEvaluation(symbol, site.Api)) ? SkipReason.InOperation
            : null;
    }

    /// <summary>Whether a symbol or one of its containers has <c>[NoIntercept]</c>.</summary>
    public static bool IsExcluded(ISymbol? enclosing) => IsAny(enclosing, static symbol => symbol.FindAttribute(OperationAttributes.Namespace, "NoInterceptAttribute") is not null);

    /// <summary>The reason why the form of the call prevents interception.</summary>
    private SkipReason? Obstacle(LlmCallSite site) => site switch
    {
        _ when RazorCode.Contains(site.Syntax) => SkipReason.Razor,
        _ when symbols.NeedsRazor(site.Syntax, cancellationToken) => SkipReason.RazorMember,
        { Form: LlmCallForm.MethodGroup } => SkipReason.MethodGroup,
        { Form: LlmCallForm.Dynamic } => SkipReason.Dynamic,
        { Form: LlmCallForm.Loop } => SkipReason.Loop,
        _ when IsBaseCall(site) => SkipReason.BaseCall,
        _ when HasReceiverOfTypeParameter(site) => SkipReason.TypeParameter,
        _ when ExpressionTrees.Contain(site.Syntax, model, cancellationToken) => SkipReason.ExpressionTree,
        _ when symbols.HasTwin(site.Syntax.SyntaxTree, cancellationToken) => SkipReason.SameText,
        _ when HasOtherInterceptor(site) => SkipReason.OtherInterceptor,
        _ => null,
    };

    /// <summary>Forwarding a base call would be a virtual call, and so recursive.</summary>
    private static bool IsBaseCall(LlmCallSite site)
        => site.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } };

    /// <summary>The receiver of an interceptor has the method's declaring type: a struct would be boxed, and its changes lost.</summary>
    private bool HasReceiverOfTypeParameter(LlmCallSite site)
        => site.Receiver is { } receiver && model.GetTypeInfo(receiver, cancellationToken).Type is ITypeParameterSymbol;

    /// <summary>
    /// A call can have only one interceptor. Those of other generators are not visible here; the compiler reports them (CS9153).
    /// </summary>
    private bool HasOtherInterceptor(LlmCallSite site)
        => model.GetInterceptorMethod((InvocationExpressionSyntax)site.Syntax, cancellationToken) is { } interceptor
            && !interceptor.ContainingNamespace.Is(InterceptionOptions.Namespace);

    /// <summary>Whether the condition is true for the symbol or one of its containers, including the assembly.</summary>
    private static bool IsAny(ISymbol? symbol, Func<ISymbol, bool> isOne)
    {
        for (; symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (isOne(symbol) || (symbol is IMethodSymbol { AssociatedSymbol: { } member } && isOne(member)))
                return true;
        }

        return false;
    }

    /// <summary>An annotated method without usage in its result takes it from the inner calls, which have no spans.</summary>
    private bool IsLlmCall(ISymbol symbol)
        => symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && symbols.Operations.ImplementedBy(method, method.ContainingType, cancellationToken) is { } operation
            && symbols.Operations.KindOf(operation) == OperationKind.LlmCall
            && OperationParser.Parse(operation, model.Compilation, issues: null, cancellationToken) is not { ResponseReader: not { ReadsUsage: true } };

    /// <summary>
    /// Whether a search or an evaluation is inside an annotated retrieval, or inside another search or evaluation, whose call is
    /// intercepted instead.
    /// </summary>
    private bool IsInsideRetrievalOrEvaluation(ISymbol symbol, LlmApi api)
        => symbol is INamedTypeSymbol type
            ? symbols.Catalogue!.IsClient(type, other => other.IsWrapped && other.Operation == api.Operation)
            : api.Operation == LlmOperations.Retrieval && symbols.Implements(symbol, OperationKind.Retrieval, cancellationToken);
}
