using System.Text.RegularExpressions;

namespace AgentTracing.Generators.Tests.Infrastructure;

/// <summary>Helpers to search generated text.</summary>
internal static partial class GeneratedText
{
    /// <summary>The text with wrapped lists joined to one line.</summary>
    public static string Unbroken(this string text) => AfterComma().Replace(AfterParenthesis().Replace(text, "("), ", ");

    [GeneratedRegex(@"\(\n\s+")]
    private static partial Regex AfterParenthesis();

    [GeneratedRegex(@",\n\s+")]
    private static partial Regex AfterComma();
}
