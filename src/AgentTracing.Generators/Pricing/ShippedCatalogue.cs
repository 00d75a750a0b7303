using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentTracing.Generators.Pricing;

/// <summary>
/// The catalogue at compile time: that of the package AgentTracing.Prices, which the run time uses as well, else the embedded one.
/// </summary>
internal static class ShippedCatalogue
{
    /// <summary>Name of the package's catalogue file.</summary>
    public const string FileName = "agenttracing-prices.json";

    private static readonly ConditionalWeakTable<SourceText, CatalogueFile> Known = new();

    /// <summary>The embedded catalogue.</summary>
    public static CatalogueFile Embedded { get; } = new(Text);

    /// <inheritdoc cref="CatalogueFile.File"/>
    public static PricingFile File => Embedded.File;

    /// <inheritdoc cref="CatalogueFile.Table"/>
    public static PriceTable Table => Embedded.Table;

    /// <inheritdoc cref="CatalogueFile.Providers"/>
    public static IReadOnlyDictionary<string, PriceProvider> Providers => Embedded.Providers;

    /// <inheritdoc cref="CatalogueFile.With"/>
    public static PriceResolver With(PricingModel model) => Embedded.With(model);

    /// <summary>Whether a file is the package's catalogue.</summary>
    public static bool IsCatalogue(string path) => PricingTable.NameOf(path) == FileName;

    /// <summary>The catalogue of a build.</summary>
    public static CatalogueFile Of(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken = default) =>
        FromPackage(files, cancellationToken) ?? Embedded;

    /// <summary>The package's catalogue; null when there is none, or it has no models.</summary>
    public static CatalogueFile? FromPackage(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken = default)
    {
        foreach (AdditionalText file in files)
        {
            if (IsCatalogue(file.Path) && file.GetText(cancellationToken) is { } text)
            {
                CatalogueFile catalogue = Known.GetValue(text, static text => new CatalogueFile(text.ToString));
                return catalogue.File.Models.Count == 0 ? null : catalogue;
            }
        }

        return null;
    }

    private static string Text()
    {
        using var reader = new StreamReader(typeof(ShippedCatalogue).Assembly.GetManifestResourceStream("llm-pricing.catalogue.json"));
        return reader.ReadToEnd();
    }
}

/// <summary>A catalogue that is read lazily.</summary>
internal sealed class CatalogueFile(Func<string> text)
{
    private static readonly Dictionary<string, PriceProvider> NoProviders = [];

    private readonly Lazy<PricingFile> _file = new(() => PricingFileReader.Read(text(), NoProviders));
    private ILookup<(string Provider, string Kind), PriceEntry>? _soldByTokens;
    private PriceTable? _table;
    private IReadOnlyDictionary<string, PriceProvider>? _providers;

    /// <summary>The file, with positions.</summary>
    public PricingFile File => _file.Value;

    /// <summary>Its entries.</summary>
    public PriceTable Table => _table ??= ToTable(PriceTableWriter.Write(File));

    /// <summary>Its models that are sold by tokens, by provider and kind.</summary>
    public ILookup<(string Provider, string Kind), PriceEntry> SoldByTokens => _soldByTokens ??=
        File.Models.Select(static model => model.Value).Where(static entry => !entry.IsSoldByUnit).ToLookup(static entry => (entry.Provider, entry.Kind));

    /// <summary>Its providers by id.</summary>
    public IReadOnlyDictionary<string, PriceProvider> Providers => _providers ??= new PriceResolver([Table]).Providers;

    /// <summary>The prices of a compilation: the catalogue, the prices of referenced assemblies, and the project's own.</summary>
    public PriceResolver With(PricingModel model) => new(
        [Table, .. model.Target.References.SelectMany(reference => reference.Tables).Select(ToTable), .. model.Tables.Select(table => ToTable(table.Lines))]);

    private static PriceTable ToTable(string lines) => new LoadedPriceTable(Encoding.UTF8.GetBytes(lines));
}
