using AgentTracing.Generators.Analyzers;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using AgentTracing.Generators.Operations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OperationKind = AgentTracing.Generators.Operations.OperationKind;

namespace AgentTracing.Generators.Interception;

/// <summary>Which calls are left alone.</summary>
internal sealed class InterceptionRules(SemanticModel model, InterceptionSymbols symbols, CancellationToken cancellationToken)
{
    private const LlmApiTraits LeftAlone = LlmApiTraits.Aggregate | LlmApiTraits.Deferred | LlmApiTraits.Protocol | LlmApiTraits.NotInterceptable;

    /// <summary>Whether calls of the method are single calls of a model, whose answers can be read.</summary>
    public static bool Allow(LlmApi api) => api is { IsModelCall: true, LlmOperation: not null } && (api.Traits & LeftAlone) == 0;

    /// <summary>Whether this call can be intercepted, and ought to be.</summary>
    public bool Allow(InvocationExpressionSyntax call)
        => !IsBaseCall(call)
            && !HasReceiverOfTypeParameter(call)
            && !HasDynamicArgument(call)
            && !Interceptability.IsInExpressionTree(call, model, cancellationToken)
            && IsWanted(model.GetEnclosingSymbol(call.SpanStart, cancellationToken));

    /// <summary>Forwarding a base call would be a virtual call, and come back.</summary>
    private static bool IsBaseCall(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax };

    /// <summary>An interceptor takes the receiver as the type that declares the method: a struct would be boxed, and its changes lost.</summary>
    private bool HasReceiverOfTypeParameter(InvocationExpressionSyntax call)
    {
        var receiver = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        return receiver is not null && model.GetTypeInfo(receiver, cancellationToken).Type is ITypeParameterSymbol;
    }

    private bool HasDynamicArgument(InvocationExpressionSyntax call)
        => call.ArgumentList.Arguments.Any(argument => model.GetTypeInfo(argument.Expression, cancellationToken).Type is { TypeKind: TypeKind.Dynamic });

    /// <summary>
    /// Not where the user says no, nor inside an <c>[LlmCall]</c>, which has a span already, nor inside a client that wraps another: whoever
    /// calls the wrapper is intercepted.
    /// </summary>
    private bool IsWanted(ISymbol? enclosing)
    {
        for (var symbol = enclosing; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            var isLeftAlone = symbol switch
            {
                IMethodSymbol method => IsLlmCall(method) || (method.AssociatedSymbol is { } member && IsNoIntercept(member)),
                INamedTypeSymbol type => symbols.Catalogue!.IsClient(type),
                _ => false,
            };
            if (isLeftAlone || IsNoIntercept(symbol))
                return false;
        }

        return !IsNoIntercept(model.Compilation.Assembly);
    }

    private static bool IsNoIntercept(ISymbol symbol) => symbol.FindAttribute(OperationAttributes.Namespace, "NoInterceptAttribute") is not null;

    private bool IsLlmCall(IMethodSymbol method)
        => method.MethodKind == MethodKind.Ordinary
            && symbols.Operations.ImplementedBy(method, method.ContainingType, cancellationToken) is { } operation
            && symbols.Operations.KindOf(operation) == OperationKind.LlmCall;
}
