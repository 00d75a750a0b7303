using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Eng.Prices;

/// <content>Rates of two sources, compared and merged.</content>
internal sealed partial class Update
{
    /// <summary>The winner's periods, with the rates and service tiers that it does not list and that do not contradict it.</summary>
    private static JsonArray Merged(JsonArray other, JsonArray winner)
    {
        var merged = (JsonArray)winner.DeepClone();
        if (other[^1]!["rates"] is not JsonObject otherRates || merged[^1]!["rates"] is not JsonObject rates)
            return merged;

        bool agree = Price(otherRates, "input") == Price(rates, "input") && Price(otherRates, "output") == Price(rates, "output");
        if (agree && merged[^1]!["tiers"] is null)
        {
            foreach (var (name, value) in otherRates)
            {
                if (!rates.ContainsKey(name))
                    rates[name] = value!.DeepClone();
            }
        }

        if (other[^1]!["serviceTiers"] is JsonObject tiers)
        {
            var kept = new JsonObject();
            foreach (var (name, tier) in tiers)
            {
                // Where a price depends on the length of the prompt, or has changed, only a factor is known to hold.
                bool hasOwn = agree && tier!["rates"] is JsonObject own && Names(own).SetEquals(Names(rates));
                if (hasOwn && merged[^1]!["tiers"] is null)
                    kept[name] = tier!.DeepClone();
                else if (Factor(otherRates, tier!) is { } factor)
                    kept[name] = new JsonObject { ["multiplier"] = factor };
                else if (hasOwn)
                    kept[name] = tier!.DeepClone();
            }

            if (kept.Count > 0)
                merged[^1]!["serviceTiers"] = kept;
        }

        return merged;
    }

    /// <summary>The one factor that makes a tier's rates of the standard ones; null when there is none with two decimals.</summary>
    private static string? Factor(JsonObject standard, JsonNode tier)
    {
        if ((string?)tier["multiplier"] is { } multiplier)
            return multiplier;
        if (tier["rates"] is not JsonObject rates)
            return null;

        var own = Flat(rates);
        var factors = Flat(standard).Where(rate => own.ContainsKey(rate.Key) && rate.Value > 0).Select(rate => own[rate.Key] / rate.Value).Distinct().ToList();
        return factors.Count == 1 && Math.Round(factors[0], 2) == factors[0] && factors[0] < 10 ? GenaiConversion.Text(factors[0]) : null;
    }

    /// <summary>The standard rates that both list last, and say differently.</summary>
    internal static List<(string Rate, decimal Theirs, decimal Ours)> Differences(JsonArray theirs, JsonArray ours)
    {
        if (theirs[^1]!["rates"] is not JsonObject left || ours[^1]!["rates"] is not JsonObject right)
            return [];

        var other = Flat(right);
        return [.. Flat(left).Where(rate => other.TryGetValue(rate.Key, out decimal value) && value != rate.Value).Select(rate => (rate.Key, rate.Value, other[rate.Key]))];
    }

    internal static Dictionary<string, decimal> Flat(JsonObject rates) => rates
        .SelectMany(rate => rate.Value is JsonObject writes ? writes.Select(write => ($"{rate.Key}.{write.Key}", write.Value)) : [(rate.Key, rate.Value)])
        .ToDictionary(rate => rate.Item1, rate => decimal.Parse((string)rate.Value!, CultureInfo.InvariantCulture));

    private static HashSet<string> Names(JsonObject rates) => [.. Flat(rates).Keys];

    private static decimal? Price(JsonObject rates, string name) => (string?)rates[name] is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
