using System.Globalization;

namespace AgentTracing.Pricing;

/// <summary>The prices that ship with the package, compiled from Data/llm-pricing.catalogue.json. Nothing is read before the first lookup.</summary>
internal static class PriceCatalogue
{
    /// <summary>The lines of the catalogue.</summary>
    public static PriceTable Table { get; } = new CompiledPriceTable(Generated.AgentTracingPrices.Instance, 0);

    private static readonly Lazy<IReadOnlyDictionary<string, PriceProvider>> LazyProviders = new(static () => new PriceResolver([Table]).Providers);

    /// <summary>The providers of the catalogue by id, which a pricing file may refer to.</summary>
    public static IReadOnlyDictionary<string, PriceProvider> Providers => LazyProviders.Value;

    /// <summary>The day the prices are of.</summary>
    public static DateOnly Date => DateOnly.ParseExact(Table.Find(PriceTable.Book, "asOf", "")!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The public data sets the prices are from.</summary>
    public static string Source => Table.Find(PriceTable.Book, "source", "")!;

    /// <summary>SHA-256 of the catalogue file, in hexadecimal.</summary>
    public static string Hash => Table.Find(PriceTable.Book, "sha256", "")!;
}
