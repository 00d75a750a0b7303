using AgentTracing.Generators.Analyzers.Clients;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.Analyzers.Calls;

/// <summary>
/// Functions that are steps of a pipeline: <c>builder.Use((messages, options, next, cancellationToken) => ...)</c>, or a method or local
/// function instead of the lambda. They forward a call, whose caller is traced or gets the diagnostic.
/// </summary>
internal sealed class Middleware(SemanticModels models, NamedTokens tokens)
{
    /// <summary>Whether a lambda is passed to a pipeline.</summary>
    public static bool Is(AnonymousFunctionExpressionSyntax lambda, SemanticModel model, CancellationToken cancellationToken) => IsHandedOver(lambda, model, cancellationToken);

    /// <summary>Whether a call is made on the inner client of a step.</summary>
    public bool PassesOn(LlmCallSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        if (site.Receiver is not IdentifierNameSyntax receiver
            || model.GetSymbolInfo(receiver, cancellationToken).Symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol function })
        {
            return false;
        }

        return function.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
            ? tokens.Of(function.Name, cancellationToken).Any(token => IsHandedOver(token, function, cancellationToken))
            : function.DeclarationIn(models.Compilation, cancellationToken)?.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
                && tokens.Of(variable.Identifier.ValueText, cancellationToken).Any(token => IsHandedOver(token, function: null, cancellationToken));
    }

    /// <summary>Whether the function, or a variable that contains it, is an argument of <c>Use</c>.</summary>
    private bool IsHandedOver(SyntaxToken token, IMethodSymbol? function, CancellationToken cancellationToken)
    {
        if (token.Parent is not SimpleNameSyntax name)
            return false;

        ExpressionSyntax argument = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return IsHandedOver(argument, models.Of(name.SyntaxTree), cancellationToken)
            && (function is null || SymbolEqualityComparer.Default.Equals((models.SymbolOf(name, cancellationToken) as IMethodSymbol)?.OriginalDefinition, function));
    }

    private static bool IsHandedOver(ExpressionSyntax argument, SemanticModel model, CancellationToken cancellationToken)
        => argument.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax pipeline }
            && LlmCallSite.NameOf(pipeline.Expression)?.Identifier.ValueText == "Use"
            && model.GetSymbolInfo(pipeline, cancellationToken).Symbol is IMethodSymbol { ContainingType: { } builder }
            && Pipeline.IsBuilderNamespace(builder.ContainingNamespace);
}
