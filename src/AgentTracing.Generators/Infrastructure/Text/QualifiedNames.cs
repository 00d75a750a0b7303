using System.Text;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>Finds the names with <c>global::</c> in generated C#, so that the file can use shorter ones.</summary>
internal static class QualifiedNames
{
    /// <summary>The prefix of the names.</summary>
    public const string Global = "global::";

    /// <summary>Replaces the names in <paramref name="code"/>.</summary>
    /// <param name="code">The code.</param>
    /// <param name="names">The names in it.</param>
    /// <param name="replace">Returns the replacement for a name without <c>global::</c>.</param>
    public static string Replace(string code, IEnumerable<(int Start, string Chain)> names, Func<string, string> replace)
    {
        var text = new StringBuilder(code.Length);
        int position = 0;
        foreach (var (start, chain) in names)
        {
            text.Append(code, position, start - position).Append(replace(chain));
            position = start + Global.Length + chain.Length;
        }

        return text.Append(code, position, code.Length - position).ToString();
    }

    /// <summary>The first part of a name.</summary>
    public static string FirstOf(string name) => name.IndexOf('.') is var dot and >= 0 ? name.Substring(0, dot) : name;

    /// <summary>The names with <c>global::</c>, and their positions.</summary>
    public static IEnumerable<(int Start, string Chain)> In(string code)
    {
        foreach (int start in Identifiers(code))
        {
            if (string.CompareOrdinal(code, start, Global, 0, Global.Length) == 0 && Chain(code, start + Global.Length) is var chain && chain.IndexOf('.') > 0)
                yield return (start, chain);
        }
    }

    /// <summary>Identifiers that are not after a dot or a colon.</summary>
    public static IEnumerable<string> Words(string code)
    {
        foreach (int start in Identifiers(code))
        {
            if (start == 0 || code[start - 1] is not ('.' or ':'))
                yield return FirstOf(Chain(code, start)).TrimStart('@');
        }
    }

    private static string Chain(string code, int start)
    {
        int end = start;
        while (end < code.Length && (IsPart(code[end]) || (code[end] == '.' && end + 1 < code.Length && IsPart(code[end + 1]))))
            end++;
        return code.Substring(start, end - start);
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';

    /// <summary>The starts of identifiers, outside of literals and comments.</summary>
    private static IEnumerable<int> Identifiers(string code)
    {
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] == '"' || code[i] == '\'')
            {
                i = CodeLines.EndOfLiteral(code, i);
            }
            else if (code[i] == '/' && i + 1 < code.Length && code[i + 1] == '/')
            {
                i = code.IndexOf('\n', i) is var end and >= 0 ? end : code.Length;
            }
            else if (IsPart(code[i]) && (i == 0 || !IsPart(code[i - 1])))
            {
                yield return i;
            }
        }
    }
}
