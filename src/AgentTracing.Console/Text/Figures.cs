using System.Globalization;

namespace AgentTracing.Reporting;

/// <summary>Formats numbers and texts for trees, tables and pages.</summary>
internal static class Figures
{
    /// <summary>A number of tokens or calls; nothing when there is none to show.</summary>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An amount in US dollars to its last decimal, at least seven of them; nothing when there is none to show.</summary>
    public static string Usd(decimal? amount) => amount?.ToString("$0.0000000##########", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time in milliseconds.</summary>
    public static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:#,0.0} ms");

    /// <summary>A text of at most <paramref name="width"/> characters, with a mark if it is truncated.</summary>
    public static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 3)] + "...";

    /// <summary>A single-line text without terminal commands, which texts of models and users may contain.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;

        return string.Create(text.Length, text, static (plain, text) =>
        {
            for (var i = 0; i < text.Length; i++)
                plain[i] = IsUnsafe(text[i]) ? ' ' : text[i];
        }).Trim();
    }

    /// <summary>Control characters, line ends, and characters that change the direction of a line.</summary>
    private static bool IsUnsafe(char character)
        => char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
