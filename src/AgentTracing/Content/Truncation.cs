namespace AgentTracing;

/// <summary>Cuts texts.</summary>
internal static class Truncation
{
    private const string Mark = "\u2026";

    /// <summary>The text, or its beginning and a truncation mark within the maximum length; never half of a surrogate pair.</summary>
    internal static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;

        var length = Math.Max(0, maxLength - Mark.Length);
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return string.Concat(text.AsSpan(0, length), Mark);
    }
}
