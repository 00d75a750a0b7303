using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// The words in the text of a file, including comments and strings, to determine whether the file mentions a name. They are stored as
/// hashes; a collision only causes a file to be read again unnecessarily.
/// </summary>
internal sealed class TreeWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeWords> Known = new();

    /// <summary>Null when the text may spell names differently: with escapes, or with formatting characters, which C# ignores in names.</summary>
    private readonly HashSet<int>? _words;

    private TreeWords(string text) => _words = In(text);

    /// <summary>The words of a file.</summary>
    public static TreeWords Of(SyntaxTree tree) => Known.GetValue(tree, static tree => new TreeWords(tree.GetText().ToString()));

    /// <summary>The hash of a name.</summary>
    public static int HashOf(string name) => HashOf(name, 0, name.Length);

    /// <summary>Whether the file may mention one of the names.</summary>
    public bool MentionAny(HashSet<int> names) => _words is null || (names.Count < _words.Count ? names.Any(_words.Contains) : _words.Overlaps(names));

    private static HashSet<int>? In(string text)
    {
        HashSet<int> words = [];
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            if ((c == '\\' && i + 1 < text.Length && text[i + 1] is 'u' or 'U') || (c > 127 && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format))
                return null;

            if (IsPart(c))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(HashOf(text, start, i));
                start = -1;
            }
        }

        return words;
    }

    private static bool IsPart(char c)
        => char.IsLetterOrDigit(c) || c == '_'
            || (c > 127 && CharUnicodeInfo.GetUnicodeCategory(c)
                is UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation);

    private static int HashOf(string text, int start, int end)
    {
        unchecked
        {
            uint hash = 2166136261;
            for (int i = start; i < end; i++)
                hash = (hash ^ text[i]) * 16777619;
            return (int)hash;
        }
    }
}
