using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers;

/// <summary>Tells the calls that no interceptor can take.</summary>
internal static class Interceptability
{
    /// <summary>Why the call cannot be intercepted, as messages say it; null where it can.</summary>
    public static string? Obstacle(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken) => site.Form switch
    {
        LlmCallForm.MethodGroup => "a method group is no call",
        LlmCallForm.Dynamic => "it is bound at run time",
        LlmCallForm.Loop => "the loop calls without an invocation",
        _ when IsBaseCall(site) => "an interceptor cannot call the base method",
        _ when site.Receiver is { } receiver && model.GetTypeInfo(receiver, cancellationToken).Type is ITypeParameterSymbol => "its receiver is of a type parameter",
        _ when (site.Api.Traits & LlmApiTraits.NotInterceptable) != 0 => "its result is read later, where nobody sees it",
        _ when IsInExpressionTree(site.Syntax, model, cancellationToken) => "it stands in an expression tree, which would change",
        _ => null,
    };

    /// <summary>Whether code is data: it stands in a lambda, or a clause of a query, that becomes an expression tree.</summary>
    public static bool IsInExpressionTree(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
        => node.Ancestors()
            .TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax)
            .Any(ancestor => ancestor switch
            {
                LambdaExpressionSyntax lambda => IsExpressionTree(model.GetTypeInfo(lambda, cancellationToken).ConvertedType),
                QueryClauseSyntax clause => TakesExpressionTree(model.GetQueryClauseInfo(clause, cancellationToken).OperationInfo.Symbol),
                SelectOrGroupClauseSyntax clause => TakesExpressionTree(model.GetSymbolInfo(clause, cancellationToken).Symbol),
                _ => false,
            });

    private static bool TakesExpressionTree(ISymbol? symbol)
        => symbol is IMethodSymbol method && method.Parameters.Any(static parameter => IsExpressionTree(parameter.Type));

    private static bool IsExpressionTree(ITypeSymbol? type) => type.Is("System.Linq.Expressions", "Expression`1");

    private static bool IsBaseCall(LlmCallSite site)
        => site.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax } };
}
