using System.Text;
using AgentTracing.Pricing;

namespace AgentTracing.Generators.Pricing;

/// <summary>The catalogue that the run time has compiled in, as the compiler sees it.</summary>
internal static class ShippedCatalogue
{
    private static readonly Lazy<PricingFile> LazyFile = new(() => PricingFileReader.Read(Text(), new Dictionary<string, PriceProvider>()));

    private static readonly Lazy<PriceTable> LazyTable = new(() => ToTable(PriceTableWriter.Write(File)));

    private static readonly Lazy<PriceResolver> LazyResolver = new(() => new PriceResolver([Table]));

    /// <summary>The file, with the place of everything in it.</summary>
    public static PricingFile File => LazyFile.Value;

    /// <summary>Its entries.</summary>
    public static PriceTable Table => LazyTable.Value;

    /// <summary>Its providers by id.</summary>
    public static IReadOnlyDictionary<string, PriceProvider> Providers => LazyResolver.Value.Providers;

    /// <summary>The book of a compilation: the catalogue, the prices of referenced assemblies, the project's own.</summary>
    public static PriceResolver With(PricingModel model) => new(
        [Table, .. model.Target.References.SelectMany(reference => reference.Tables).Select(ToTable), .. model.Tables.Select(table => ToTable(table.Lines))]);

    private static PriceTable ToTable(string lines) => new LoadedPriceTable(Encoding.UTF8.GetBytes(lines));

    private static string Text()
    {
        using var reader = new StreamReader(typeof(ShippedCatalogue).Assembly.GetManifestResourceStream("llm-pricing.catalogue.json"));
        return reader.ReadToEnd();
    }
}
