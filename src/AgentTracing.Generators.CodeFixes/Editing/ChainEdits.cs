using AgentTracing.Generators.LlmApis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>Edits of chains of calls.</summary>
internal static class ChainEdits
{
    /// <summary>The call whose name is at a location; null when there is none.</summary>
    public static InvocationExpressionSyntax? CallAt(SyntaxNode root, Location location)
        => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(
            call => LlmCallSite.NameOf(call.Expression)?.Span.Contains(location.SourceSpan) == true || call.Span == location.SourceSpan);

    /// <summary>Whether a call can be removed from its chain.</summary>
    public static bool CanRemove(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax;

    /// <summary>Removes a call from its chain, or the whole statement if it contains nothing else.</summary>
    public static void RemoveCall(this SyntaxEditor editor, InvocationExpressionSyntax call)
    {
        if (call is { Parent: ExpressionStatementSyntax statement, Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } })
        {
            editor.RemoveNode(statement.Parent is GlobalStatementSyntax global ? global : statement, SyntaxRemoveOptions.KeepNoTrivia);
            return;
        }

        editor.ReplaceNode(call, static (current, _) => ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression).Expression
            .WithTrailingTrivia(current.GetTrailingTrivia()));
    }
}
