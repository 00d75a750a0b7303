using System.Globalization;

namespace AgentTracing.Pricing;

/// <summary>
/// The built-in prices, from the package AgentTracing.Prices (Data/llm-pricing.catalogue.json). Nothing is read before the first lookup.
/// </summary>
internal static class PriceCatalogue
{
    /// <summary>The lines of the catalogue.</summary>
    public static PriceTable Table { get; } = new CatalogueTable();

    private static readonly Lazy<IReadOnlyDictionary<string, PriceProvider>> LazyProviders = new(static () => new PriceResolver([Table]).Providers);

    /// <summary>The providers of the catalogue by id, which a pricing file may refer to.</summary>
    public static IReadOnlyDictionary<string, PriceProvider> Providers => LazyProviders.Value;

    /// <summary>The date of the prices.</summary>
    public static DateOnly Date => DateOf(Table)!.Value;

    /// <summary>The date of a table's prices; null when it has none.</summary>
    public static DateOnly? DateOf(PriceTable table) =>
        DateOnly.TryParseExact(table.Find(PriceTable.Book, "asOf", ""), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The public data sets behind the prices.</summary>
    public static string Source => Table.Find(PriceTable.Book, "source", "")!;

    /// <summary>SHA-256 of the catalogue file, in hexadecimal.</summary>
    public static string Hash => Table.Find(PriceTable.Book, "sha256", "")!;

    private sealed class CatalogueTable : PriceTable
    {
        /// <inheritdoc/>
        protected override ReadOnlySpan<byte> Text => PriceCatalogueLines.Utf8;
    }
}
