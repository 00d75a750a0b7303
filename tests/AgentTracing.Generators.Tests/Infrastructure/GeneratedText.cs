using System.Text.RegularExpressions;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Looks at generated text.</summary>
internal static partial class GeneratedText
{
    /// <summary>The text with lists on one line that were broken because they are long.</summary>
    public static string Unbroken(this string text) => AfterComma().Replace(AfterParenthesis().Replace(text, "("), ", ");

    [GeneratedRegex(@"\(\n\s+")]
    private static partial Regex AfterParenthesis();

    [GeneratedRegex(@",\n\s+")]
    private static partial Regex AfterComma();
}
