using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>C# as text.</summary>
internal static class CSharp
{
    /// <summary>Writes <paramref name="value"/> as a string literal.</summary>
    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>
    /// Writes <paramref name="name"/> as an identifier, verbatim if it is a keyword in any context: <c>await</c>, <c>from</c>,
    /// <c>scoped</c>.
    /// </summary>
    public static string Identifier(string name)
        => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && (SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None || IsPlain(name)) ? name : "@" + name;

    /// <summary>Contextual keywords without a meaning in expressions, which are common names.</summary>
    private static bool IsPlain(string name) => name is "value" or "type" or "file" or "method" or "property" or "param" or "on" or "by" or "add" or "remove" or "get" or "set";

    /// <summary>Writes <paramref name="text"/> so that it stays within a one-line comment.</summary>
    public static string CommentText(string text)
        => text.Any(IsLineBreak) ? string.Concat(text.Select(static character => IsLineBreak(character) ? ' ' : character)) : text;

    /// <summary>The first of <paramref name="name"/>, <c>name2</c>, <c>name3</c>, ... that is not taken.</summary>
    public static string FreeName(string name, Func<string, bool> isTaken)
    {
        string candidate = name;
        for (int i = 2; isTaken(candidate); i++)
            candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);

        return candidate;
    }

    /// <summary>Replaces characters that identifiers may contain but names of generated files may not, such as combining marks.</summary>
    public static string FileName(string name)
    {
        var fileName = new StringBuilder(name);
        for (int i = 0; i < fileName.Length; i++)
        {
            if (!char.IsLetterOrDigit(fileName[i]) && fileName[i] is not ('.' or '+' or '`' or '_'))
                fileName[i] = '_';
        }

        return fileName.ToString();
    }

    private static bool IsLineBreak(char character) => char.IsControl(character) || character is '\u2028' or '\u2029';
}
