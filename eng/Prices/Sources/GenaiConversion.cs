using System.Globalization;
using System.Text.Json.Nodes;

namespace AgentTracing.Eng.Prices.Sources;

/// <summary>Converts prices of genai-prices to the periods of a pricing file.</summary>
internal static class GenaiConversion
{
    private static readonly (string Theirs, string Ours)[] TokenRates =
    [
        ("input_mtok", "input"), ("output_mtok", "output"), ("cache_read_mtok", "cacheRead"), ("cache_write_mtok", "cacheWrite.default"),
        ("cache_write_1h_mtok", "cacheWrite.1h"), ("input_audio_mtok", "inputAudio"), ("output_audio_mtok", "outputAudio"),
        ("cache_audio_read_mtok", "cacheReadAudio"), ("input_image_mtok", "inputImage"), ("output_image_mtok", "outputImage"), ("output_reasoning_mtok", "reasoning"),
    ];

    // The unit, and the number of units that the price is for.
    private static readonly (string Theirs, string Ours, int Of)[] Units =
    [
        ("input_audio_hours", "audioHour", 1), ("audio_hours", "audioHour", 1), ("input_document_kpages", "page", 1000),
        ("input_annotated_document_kpages", "annotatedPage", 1000), ("input_text_messages_kcount", "textMessage", 1000),
    ];

    /// <summary>The kind of a model, derived from its id and its prices.</summary>
    public static string KindOf(GenaiModel model)
    {
        string id = model.Id;
        JsonObject prices = model.Prices()[^1].Prices;
        if (Has("moderation"))
            return "moderation";
        if (Has("embed") || id.StartsWith("voyage-", StringComparison.Ordinal))
            return "embedding";
        if (Has("rerank"))
            return "rerank";
        if (Has("-ocr"))
            return "ocr";
        if (Has("transcribe") || Has("whisper") || (prices.ContainsKey("input_audio_hours") && !Has("voice")))
            return "transcription";
        if (Has("realtime") || Has("-live") || Has("voice") || Has("sonic") || Has("native-audio"))
            return "realtime";
        if (Has("image"))
            return "image";
        if (Has("audio") || Has("-tts"))
            return "audio";

        // A model with an input price but no output price is an embedding model, whatever its name.
        return prices.ContainsKey("input_mtok") && !prices.ContainsKey("output_mtok") ? "embedding" : "chat";

        bool Has(string part) => id.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>Whether the data declares the model free of charge.</summary>
    public static bool IsFree(GenaiModel model) => model.Prices()[^1].Prices.Count == 0;

    /// <summary>The periods of a model, or the reason why it cannot be converted.</summary>
    public static (JsonArray? Prices, string? Problem) Convert(GenaiModel model, string kind)
    {
        if (IsFree(model))
            return ([new JsonObject { ["rates"] = new JsonObject { ["input"] = "0", ["output"] = "0" } }], null);

        var periods = new JsonArray();
        JsonObject? card = null;
        foreach (var (constraint, prices) in model.Prices())
        {
            if ((string?)constraint?["type"] == "time_of_date")
            {
                if (WindowOf(constraint!, card!, prices) is not { } window)
                    return (null, "its hours do not multiply all rates by one factor");

                var windows = (JsonArray?)periods[^1]!["windows"] ?? [];
                if (windows.Parent is null)
                    periods[^1]!["windows"] = windows;
                windows.Add((JsonNode)window);
                continue;
            }

            if (Period(prices, kind) is not { } period)
                return (null, $"it is priced by {string.Join(", ", prices.Select(price => price.Key))}, which a pricing file does not know");
            if ((string?)constraint?["start_date"] is { } from)
                period.Insert(0, "from", from);
            periods.Add((JsonNode)period);
            card = prices;
        }

        return (periods, null);
    }

    private static JsonObject? Period(JsonObject prices, string kind)
    {
        if (!prices.ContainsKey("input_mtok"))
        {
            var units = new JsonObject();
            foreach (var (theirs, ours, of) in Units)
            {
                if (prices[theirs] is { } price && !units.ContainsKey(ours))
                    units[ours] = Text((decimal)price / of);
            }

            return units.Count == 0 || prices.ContainsKey("output_mtok") ? null : new JsonObject { ["units"] = units };
        }

        // A pricing file has no rate for video. Converted to a text rate, the price would be wrong.
        if (prices.ContainsKey("output_video_mtok"))
            return null;

        var period = new JsonObject { ["rates"] = Rates(prices, kind, threshold: -1) };
        var thresholds = prices.SelectMany(price => price.Value is JsonObject tiered ? tiered["tiers"]!.AsArray().Select(tier => (long)(decimal)tier!["start"]!) : []).Distinct().Order().ToList();
        if (thresholds.Count > 0)
            period["tiers"] = new JsonArray([.. thresholds.Select(threshold => (JsonNode)Tier(prices, kind, threshold))]);

        return period;
    }

    /// <summary>A tier starts above <c>start</c> tokens. The data writes "from 272,000 tokens on" as 271,999.</summary>
    private static JsonObject Tier(JsonObject prices, string kind, long threshold)
    {
        bool isInclusive = threshold % 1000 == 999;
        var tier = new JsonObject { ["inputTokens"] = isInclusive ? threshold + 1 : threshold };
        if (isInclusive)
            tier["inclusive"] = true;
        tier["rates"] = Rates(prices, kind, threshold);
        return tier;
    }

    private static JsonObject Rates(JsonObject prices, string kind, long threshold)
    {
        var rates = new JsonObject();
        foreach (var (theirs, ours) in TokenRates)
        {
            // An embedding model has no output; some data repeats its input price as an output price.
            if (prices[theirs] is not { } price || (kind == "embedding" && ours == "output"))
                continue;

            decimal value = At(price, threshold);

            // For Gemini, OpenRouter lists the storage cost of a write, which is added to the input price. It is not the price of a write,
            // so it is skipped: writes then cost as much as input.
            if (ours == "cacheWrite.default" && value < At(prices["input_mtok"]!, threshold))
                continue;

            string text = Text(value);
            if (ours.StartsWith("cacheWrite.", StringComparison.Ordinal))
            {
                if (rates["cacheWrite"] is not JsonObject writes)
                    rates["cacheWrite"] = writes = [];
                writes[ours["cacheWrite.".Length..]] = text;
            }
            else
            {
                rates[ours] = text;
            }
        }

        return rates;
    }

    private static JsonObject? WindowOf(JsonObject constraint, JsonObject card, JsonObject prices)
    {
        var factors = prices.Where(price => price.Key.EndsWith("_mtok", StringComparison.Ordinal)).Select(price => At(price.Value!, -1) / At(card[price.Key]!, -1)).Distinct().ToList();
        return factors.Count == 1
            ? new JsonObject { ["utc"] = $"{Hour("start_time")}-{Hour("end_time")}", ["multiplier"] = Text(factors[0]) }
            : null;

        string Hour(string name) => ((string)constraint[name]!)[..5];
    }

    private static decimal At(JsonNode price, long threshold) => price is JsonObject tiered
        ? (decimal)(tiered["tiers"]!.AsArray().LastOrDefault(tier => (long)(decimal)tier!["start"]! <= threshold)?["price"] ?? tiered["base"]!)
        : (decimal)price;

    /// <summary>Formats a price for a pricing file: at most six decimals.</summary>
    public static string Text(decimal price) => Math.Round(price, 6).ToString("0.######", CultureInfo.InvariantCulture);
}
