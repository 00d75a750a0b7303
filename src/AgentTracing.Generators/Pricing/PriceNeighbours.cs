using AgentTracing.Pricing;

namespace AgentTracing.Generators.Pricing;

/// <summary>
/// The prices to compare a price with: those of the same model in the catalogue of the build; for other models, the median of the models of
/// the same provider and kind in the file and the catalogue, or, if these are fewer than four, the median of all models of the kind.
/// </summary>
internal sealed class PriceNeighbours
{
    /// <summary>Largest accepted ratio to the prices of similar models. Unit mistakes (per thousand tokens or per token) exceed it.</summary>
    public const int Limit = 1_000;

    private const int Fewest = 4;

    private readonly Dictionary<(string? Provider, string Kind), IReadOnlyDictionary<string, long>> _medians = [];
    private readonly CatalogueFile _catalogue;
    private readonly ILookup<(string Provider, string Kind), PriceEntry> _own;

    public PriceNeighbours(PricingFile file, CatalogueFile catalogue)
    {
        _catalogue = catalogue;
        _own = file.Models.Select(static model => model.Value).Where(static entry => !entry.IsSoldByUnit).ToLookup(static entry => (entry.Provider, entry.Kind));
    }

    /// <summary>The name of the first rate that differs by a factor of a thousand, and the usual price; null when there is none.</summary>
    public (string Rate, long Usual)? FirstOff(PriceEntry entry, Rates rates)
    {
        var usual = _catalogue.Table.FindModel(entry.Provider, entry.Id) is { } shipped
            ? ByName(shipped.Periods[shipped.Periods.Length - 1].Standard.Base)
            : Medians(entry.Provider, entry.Kind);
        foreach (var rate in rates.All())
        {
            // A price of zero is a declaration, not a mistake, and has its own rules.
            if (usual.TryGetValue(rate.Key, out long around) && rate.Value > 0 && around > 0 && (rate.Value / Limit >= around || rate.Value <= around / Limit))
                return (rate.Key, around);
        }

        return null;
    }

    private IReadOnlyDictionary<string, long> Medians(string provider, string kind)
    {
        if (_medians.TryGetValue((provider, kind), out var known))
            return known;

        List<PriceEntry> models = [.. _catalogue.SoldByTokens[(provider, kind)], .. _own[(provider, kind)]];
        if (models.Count < Fewest)
            models = [.. _catalogue.SoldByTokens.Where(models => models.Key.Kind == kind).SelectMany(static models => models)];

        var medians = ByName(models.SelectMany(static model => model.Periods[model.Periods.Length - 1].Standard.Base.All()));
        _medians.Add((provider, kind), medians);
        return medians;
    }

    private static Dictionary<string, long> ByName(Rates rates) => ByName(rates.All());

    private static Dictionary<string, long> ByName(IEnumerable<KeyValuePair<string, long>> rates) => rates
        .GroupBy(static rate => rate.Key, static rate => rate.Value)
        .ToDictionary(static rate => rate.Key, static rate => Median([.. rate]));

    private static long Median(List<long> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
