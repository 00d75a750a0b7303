using System.Globalization;
using System.Text;

namespace AgentTracing.Pricing;

/// <summary>The prices that ship with the package. Nothing is read before the first lookup.</summary>
internal static class PriceCatalogue
{
    private static readonly Lazy<PriceResolver> LazyResolver = new(() => new PriceResolver([Table!]));

    /// <summary>The lines of the catalogue.</summary>
    public static PriceTable Table { get; } = Read();

    /// <summary>A resolver over the catalogue alone.</summary>
    public static PriceResolver Resolver => LazyResolver.Value;

    /// <summary>The day the prices are of.</summary>
    public static DateOnly Date => DateOnly.ParseExact(Table.Find(PriceTable.Book, "asOf", "")!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The public data sets the prices are from.</summary>
    public static string Source => Table.Find(PriceTable.Book, "source", "")!;

    /// <summary>SHA-256 of the catalogue file, in hexadecimal.</summary>
    public static string Hash => Table.Find(PriceTable.Book, "sha256", "")!;

    private static LoadedPriceTable Read()
    {
        using var reader = new StreamReader(typeof(PriceCatalogue).Assembly.GetManifestResourceStream("llm-pricing.catalogue.json")!);
        var file = PricingFileReader.Read(reader.ReadToEnd(), new Dictionary<string, PriceProvider>());
        return new LoadedPriceTable(Encoding.UTF8.GetBytes(PriceTableWriter.Write(file)));
    }
}
