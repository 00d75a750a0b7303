using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AgentTracing.Eng.Prices.Sources;

namespace AgentTracing.Eng.Prices;

/// <content>Compares and merges the rates of two sources.</content>
internal sealed partial class Update
{
    /// <summary>
    /// The winner's periods, plus the rates and service tiers that only the other source lists and that do not contradict the winner.
    /// </summary>
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
                // If the price depends on the length of the prompt, or has changed, the other source's rates may not hold: only its factor
                // is used.
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

    /// <summary>
    /// The factor between the standard rates and the rates of a tier; null if it is not the same for all rates or has more than two
    /// decimals.
    /// </summary>
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

    /// <summary>The standard rates of the latest period that are listed by both sources with different values.</summary>
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
