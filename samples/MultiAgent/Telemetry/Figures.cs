using System.Globalization;

namespace TravelDesk;

/// <summary>Formats numbers for the tree and the table; null becomes an empty text.</summary>
internal static class Figures
{
    /// <summary>A number of tokens or calls.</summary>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An amount in US dollars.</summary>
    public static string Usd(decimal? amount) => amount?.ToString("$0.0000000", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A share, in percent.</summary>
    public static string Share(decimal part, decimal whole)
        => whole == 0 ? "" : (part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
