using System.Globalization;

namespace Shop;

/// <summary>Numbers and texts as the tree and the table show them.</summary>
internal static class Figures
{
    /// <summary>A number of tokens or calls; nothing where there is none to show.</summary>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An amount in US dollars to its last decimal, at least seven of them; nothing where there is none to show.</summary>
    public static string Usd(decimal? amount) => amount?.ToString("$0.0000000##########", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A text of at most <paramref name="width"/> characters, marked where it was cut.</summary>
    public static string Fit(string text, int width) => text.Length <= width ? text : text[..(width - 3)] + "...";
}
