using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>The use of a method that an expression names: <c>Ask</c>, or <c>client.Ask</c>.</summary>
internal static class NamedUse
{
    /// <summary>The call of the named method; null when it is not called there.</summary>
    public static InvocationExpressionSyntax? CallOf(SyntaxNode named)
        => named.Parent is InvocationExpressionSyntax call && call.Expression == named ? call : null;

    /// <summary>Whether the expression is in <c>nameof</c>, which does not select an overload.</summary>
    public static bool IsInNameof(SyntaxNode named)
        => named.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } };
}
