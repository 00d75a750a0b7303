using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices;

/// <summary>Reports the changes of an update as Markdown, for the person who reviews it.</summary>
internal static class Report
{
    public static string Write(Update update, string before, string day)
    {
        var old = Models(before);
        var now = Models(update.Text);
        var added = now.Where(model => !old.ContainsKey(model.Key)).ToList();
        var changed = now.Where(model => old.TryGetValue(model.Key, out JsonObject? earlier) && !JsonNode.DeepEquals(earlier["prices"], model.Value["prices"])).ToList();
        var retired = now.Where(model => model.Value["retired"] is not null && old.GetValueOrDefault(model.Key)?["retired"] is null).ToList();
        var removed = old.Keys.Where(key => !now.ContainsKey(key)).ToList();

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Prices of {day}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{now.Count} models, {now.Values.Sum(model => model["aliases"]?.AsArray().Count ?? 0)} aliases: {added.Count} new, {changed.Count} changed, {retired.Count} retired, {removed.Count} removed, ");
        text.Append(CultureInfo.InvariantCulture, $"{update.Contradictions.Count} contradictions, {update.Skipped.Count} left out.\n");

        Table("Changed", "| model | before | now | source |", changed.Select(model => $"| {model.Key} | {Rates(old[model.Key])} | {Rates(model.Value)} | {Source(model.Value)} |"));
        Table("New", "| model | kind | price | source |", added.Select(model => $"| {model.Key} | {model.Value["kind"]} | {Rates(model.Value)} | {Source(model.Value)} |"));
        Table("Retired", "| model | since | source |", retired.Select(model => $"| {model.Key} | {model.Value["retired"]} | {Source(model.Value)} |"));
        Table("Removed", "| model |", removed.Select(key => $"| {key} |"));
        Table(
            "Contradictions",
            "| model | rate | first source | second source | in the catalogue |",
            update.Contradictions.OrderBy(item => item.Provider, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal).SelectMany(item => item.Rates.Select(rate => string.Create(
                CultureInfo.InvariantCulture,
                $"| {item.Provider}/{item.Id} | {rate.Rate} | {rate.First} ({item.First}) | {rate.Second} ({item.Second}) | {(item.TheirsWins ? rate.Second : rate.First)} |"))));
        Table("Not confirmed for 120 days", "| model | last seen in |", update.Stale.Order().Select(item => $"| {item.Provider}/{item.Id} | {item.Source} |"));
        Table("Left out", "| model | why |", update.Skipped.Select(item => $"| {item.Provider}/{item.Id} | {item.Why} |"));
        return text.ToString();

        void Table(string title, string header, IEnumerable<string> rows)
        {
            List<string> lines = [.. rows];
            if (lines.Count == 0)
                return;

            text.Append("\n## ").Append(title).Append("\n\n").Append(header).Append('\n');
            text.Append('|').Insert(text.Length, " --- |", header.Count(character => character == '|') - 1).Append('\n');
            text.AppendJoin('\n', lines).Append('\n');
        }
    }

    private static SortedDictionary<string, JsonObject> Models(string catalogue) => new(
        JsonNode.Parse(catalogue)!["models"]!.AsArray().ToDictionary(model => $"{model!["provider"]}/{model["id"]}", model => model!.AsObject()), StringComparer.Ordinal);

    private static string Source(JsonObject model) => $"{model["source"]} {model["checked"] ?? model["asOf"]}";

    private static string Rates(JsonObject model)
    {
        JsonNode last = model["prices"]!.AsArray()[^1]!;
        string rates = last["rates"] is JsonObject tokens
            ? string.Join(", ", Update.Flat(tokens).Select(rate => $"{rate.Key} {rate.Value.ToString(CultureInfo.InvariantCulture)}"))
            : string.Join(", ", last["units"]!.AsObject().Select(unit => $"{unit.Key} {unit.Value}"));
        string tiers = string.Concat((last["tiers"] as JsonArray ?? []).Select(tier => $"; from {tier!["inputTokens"]} {tier["rates"]!["input"]}/{tier["rates"]!["output"]}"));
        string services = string.Concat((last["serviceTiers"] as JsonObject ?? []).Select(tier => $"; {tier.Key} {tier.Value!["multiplier"] ?? "own"}"));
        return rates + tiers + services + (last["windows"] is null ? "" : "; by the hour") + (last["from"] is { } from ? $"; since {from}" : "");
    }
}
