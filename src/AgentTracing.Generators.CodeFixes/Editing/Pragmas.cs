using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentTracing.Generators.CodeFixes.Editing;

/// <summary><c>#pragma warning disable</c>.</summary>
internal static class Pragmas
{
    /// <summary>
    /// Whether code can move: the diagnostics that pragmas disable at its position are also disabled at the new one. Otherwise experimental
    /// APIs would be errors, and obsolete ones warnings.
    /// </summary>
    public static bool AllowMove(SyntaxNode root, int from, int to)
        => !root.ContainsDirectives || (DisabledAt(root, to) is var there && (there.Contains("") || DisabledAt(root, from).IsSubsetOf(there)));

    /// <summary>The disabled ids at a position; the empty one means all.</summary>
    private static HashSet<string> DisabledAt(SyntaxNode root, int position)
    {
        var disabled = new HashSet<string>(StringComparer.Ordinal);
        for (var directive = root.GetFirstDirective(); directive is not null && directive.SpanStart < position; directive = directive.GetNextDirective())
        {
            if (directive is not PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma)
                continue;

            bool disables = pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);
            if (pragma.ErrorCodes.Count == 0)
                disabled.Clear();
            foreach (string id in pragma.ErrorCodes.Select(static code => IdOf(code.ToString())).DefaultIfEmpty(""))
            {
                if (disables)
                    disabled.Add(id);
                else
                    disabled.Remove(id);
            }
        }

        return disabled;
    }

    // 618 is CS0618.
    private static string IdOf(string code) => code.All(char.IsDigit) ? "CS" + code.PadLeft(4, '0') : code;
}
