using System.Globalization;

namespace TravelDesk;

/// <summary>Numbers as the tree and the table show them; nothing when there is none to show.</summary>
internal static class Figures
{
    /// <summary>A number of tokens or calls.</summary>
    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An amount in US dollars.</summary>
    public static string Usd(decimal? amount) => amount?.ToString("$0.0000000", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A part of a whole.</summary>
    public static string Share(decimal part, decimal whole)
        => whole == 0 ? "" : (part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
