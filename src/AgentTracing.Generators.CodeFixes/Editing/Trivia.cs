using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary>White space and comments around moved code.</summary>
internal static class Trivia
{
    /// <summary>The line break that the file uses.</summary>
    public static SyntaxTrivia LineBreak(SyntaxNode root)
        => root.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } lineBreak
            ? lineBreak
            : SyntaxFactory.ElasticCarriageReturnLineFeed;

    /// <summary>The trivia between the start of a node's line and the node.</summary>
    public static SyntaxTriviaList Indentation(SyntaxNode node)
        => node.GetLeadingTrivia() is [.., var last] && last.IsKind(SyntaxKind.WhitespaceTrivia) ? [last] : [];

    /// <summary>The node with trivia before its existing leading trivia.</summary>
    public static T WithPrependedLeadingTrivia<T>(this T node, SyntaxTrivia piece)
        where T : SyntaxNode
        => node.WithLeadingTrivia(node.GetLeadingTrivia().Insert(0, piece));

    /// <summary>The trivia without comments, and without the white space before them.</summary>
    public static SyntaxTriviaList WithoutComments(SyntaxTriviaList trivia)
    {
        List<SyntaxTrivia> kept = [];
        foreach (var piece in trivia)
        {
            if (!IsComment(piece))
                kept.Add(piece);
            else if (kept is [.., var last] && last.IsKind(SyntaxKind.WhitespaceTrivia))
                kept.RemoveAt(kept.Count - 1);
        }

        return [.. kept];
    }

    /// <summary>The trivia up to the line break.</summary>
    public static SyntaxTriviaList OnItsLine(SyntaxTriviaList trivia)
        => [.. trivia.TakeWhile(static piece => !piece.IsKind(SyntaxKind.EndOfLineTrivia))];

    /// <summary>Whether there is a comment among the trivia.</summary>
    public static bool HasComment(SyntaxTriviaList trivia) => trivia.Any(IsComment);

    private static bool IsComment(SyntaxTrivia trivia)
        => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia;
}
