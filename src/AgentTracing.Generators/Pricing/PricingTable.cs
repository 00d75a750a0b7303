using System.Collections.Immutable;
using AgentTracing.Generators.Infrastructure;
using AgentTracing.Pricing;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Pricing;

/// <summary>A parsed pricing file, as the lines of a <see cref="PriceTable"/>.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Lines">Its valid content.</param>
internal sealed record PricingTable(string Path, string Lines)
{
    private static readonly Dictionary<string, PriceProvider> NoProviders = [];

    /// <summary>The file's name.</summary>
    public string FileName => NameOf(Path);

    /// <summary>The last part of a path of any operating system.</summary>
    public static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>Whether a file contains prices: its name is <c>llm-pricing*.json</c>.</summary>
    public static bool IsPricingFile(string path)
    {
        string name = NameOf(path);
        return name.StartsWith("llm-pricing", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && !name.Equals("llm-pricing.schema.json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a file. The analyzer reports its faults.</summary>
    public static PricingTable Parse(AdditionalText file, PricingRole role, CatalogueFile catalogue, CancellationToken cancellationToken)
    {
        string text = file.GetText(cancellationToken)?.ToString() ?? "";
        return new PricingTable(file.Path, PriceTableWriter.Write(Read(text, role, catalogue)));
    }

    /// <summary>Reads the text of a pricing file, which overrides the catalogue unless it is the catalogue.</summary>
    public static PricingFile Read(string text, PricingRole role, CatalogueFile? catalogue = null) =>
        PricingFileReader.Read(text, role is PricingRole.Runtime or PricingRole.Catalogue ? NoProviders : (catalogue ?? ShippedCatalogue.Embedded).Providers);

    /// <summary>The files in ordinal order of their paths: a later one overrides the earlier ones.</summary>
    public static EquatableArray<PricingTable> InOrder(ImmutableArray<PricingTable> tables) =>
        tables.OrderBy(table => table.Path, StringComparer.Ordinal).ToEquatableArray();
}
