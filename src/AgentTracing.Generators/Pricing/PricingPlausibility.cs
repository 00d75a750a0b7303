using System.Globalization;
using AgentTracing.Pricing;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Generators.Pricing;

/// <summary>
/// Finds prices that are valid but probably mistakes, by the rules of the pricing reference, section 4 item 10 and section 5 c, d, and by
/// comparison with similar models.
/// </summary>
internal sealed class PricingPlausibility
{
    private const int MaxDaysUnchecked = 120;

    private readonly PricingFile _file;
    private readonly PriceNeighbours _neighbours;
    private readonly DateTime? _day;

    private PricingPlausibility(PricingFile file, CatalogueFile catalogue)
    {
        _file = file;
        _neighbours = new PriceNeighbours(file, catalogue);

        // The later date of file and catalogue: later dates count as the future, so the result does not depend on the current date.
        _day = file.AsOf > catalogue.File.AsOf ? file.AsOf : catalogue.File.AsOf;
    }

    /// <summary>Adds doubts to the faults of <paramref name="file"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="catalogue">The catalogue that it overrides.</param>
    public static void Check(PricingFile file, CatalogueFile catalogue)
    {
        var check = new PricingPlausibility(file, catalogue);
        foreach (var (entry, node) in file.Models)
            check.CheckEntry(entry, node);
    }

    private void CheckEntry(PriceEntry entry, JsonNode node)
    {
        var periods = node.Find("prices")!.Items;
        for (int i = 0; i < entry.Periods.Length; i++)
        {
            PricePeriod period = entry.Periods[i];
            if (period.IsByUnit)
                continue;

            Rates rates = period.Standard.Base;
            JsonNode place = periods[i].Find("rates")!;
            CheckOrder(entry, rates, place);
            if (_neighbours.FirstOff(entry, rates) is var (rate, usual))
                Doubt(place.Find(rate) ?? place, $"the {rate} price of {entry.Id} is {PriceNeighbours.Limit} times off its neighbours, which cost about {Dollars(usual)}; prices are in dollars per million tokens");
            if (entry.IsEmbedding && rates.Output is not null)
                Doubt(place, $"{entry.Id} is an embedding model with an output price");
            if (entry.Kind == PriceKinds.Chat && !entry.HasNote && rates.Output < rates.Input)
                Doubt(place, $"{entry.Id} has an output price below its input price; correct it, or explain it in \"note\"");
            foreach (PriceTier tier in period.Standard.Tiers)
                CheckTier(entry, rates, tier, periods[i]);
            if (period.From > _day && !entry.HasNote)
                Report(PricingFaultKind.Unverified, periods[i], $"{entry.Id} has a price that starts on {period.From:yyyy-MM-dd}, after the date of the prices; verify it then, or name the announcement in \"note\"");
        }

        // Prices of retired models do not change any more, and a note explains why a price cannot be checked.
        if (_day - (entry.Checked ?? entry.AsOf) > TimeSpan.FromDays(MaxDaysUnchecked) && !(entry.Retired <= _day) && !entry.HasNote)
            Report(PricingFaultKind.Unverified, node.Find("checked") ?? node.Find("asOf")!, $"{entry.Id} was not checked for {MaxDaysUnchecked} days before the date of the prices; check it and set \"checked\", or explain in \"note\" why not");
    }

    /// <summary>
    /// A cache read costs at most the input price. A cache write costs at least the input price, at most two and a half times as much, and
    /// not less for a longer lifetime.
    /// </summary>
    private void CheckOrder(PriceEntry entry, Rates rates, JsonNode place)
    {
        if (rates.CacheRead > rates.Input)
            Doubt(place.Find("cacheRead")!, $"{entry.Id} has a cache read price above its input price");
        if (rates.CacheWrite is null)
            return;

        TokenRates byBucket = rates.ByBucket;
        if (byBucket.CacheWrite5m < rates.Input || byBucket.CacheWrite1h < byBucket.CacheWrite5m || byBucket.CacheWrite1h * 2 > rates.Input * 5)
            Doubt(place.Find("cacheWrite")!, $"the cache write prices of {entry.Id} are not in the order input, 5m, 1h, 2.5 times input");
    }

    private void CheckTier(PriceEntry entry, Rates standard, PriceTier tier, JsonNode place)
    {
        if (tier.InputTokens > entry.ContextWindow)
            Doubt(place.Find("tiers")!, $"{entry.Id} has a tier above its context window");

        var standardRates = standard.All().ToDictionary(rate => rate.Key, rate => rate.Value);
        foreach (var rate in tier.Rates.All())
        {
            if (standardRates.TryGetValue(rate.Key, out long own) && (rate.Value < own || rate.Value > own * 5))
                Doubt(place.Find("tiers")!, $"the tier of {entry.Id} above {tier.InputTokens} tokens has a {rate.Key} price that is not 1 to 5 times the standard one");
        }
    }

    private static string Dollars(long rate) => ((decimal)rate / Rates.Scale).ToString("0.######", CultureInfo.InvariantCulture);

    private void Doubt(JsonNode node, string message) => Report(PricingFaultKind.Implausible, node, message);

    private void Report(PricingFaultKind kind, JsonNode node, string message) => _file.Faults.Add(kind, message, node.Start, node.End - node.Start);
}
