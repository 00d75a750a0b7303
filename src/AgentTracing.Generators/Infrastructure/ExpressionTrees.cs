using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>Lambdas and query clauses that are converted to expression trees.</summary>
internal static class ExpressionTrees
{
    /// <summary>Whether an expression tree contains the node.</summary>
    public static bool Contain(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
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
}
