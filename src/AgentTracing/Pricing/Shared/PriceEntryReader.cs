using System.Globalization;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Reads one element of <c>models</c>: from a pricing file, and from the lines of a <see cref="PriceTable"/>.</summary>
internal sealed class PriceEntryReader(SchemaReader schema)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public PriceEntry? Read(JsonNode node)
    {
        var members = schema.Object(
            node, "a model", "provider!", "id!", "aliases", "kind", "contextWindow", "dateSuffix", "free", "retired", "prices!", "source", "checked", "note");
        members.TryGetValue("prices", out JsonNode? prices);
        var periods = Periods(prices);
        schema.String(Get("source"), "source");
        string? note = schema.String(Get("note"), "note");
        var entry = new PriceEntry
        {
            Provider = schema.String(Get("provider"), "provider") ?? "",
            Id = schema.Id(Get("id"), "id") ?? "",
            Aliases = schema.Strings(Get("aliases"), "aliases", schema.Id) ?? [],
            IsEmbedding = schema.Word(Get("kind"), "kind", "chat", "embedding") == "embedding",
            ContextWindow = schema.Count(Get("contextWindow"), "contextWindow"),
            DateSuffix = schema.Boolean(Get("dateSuffix"), "dateSuffix"),
            IsFree = schema.Boolean(Get("free"), "free") ?? false,
            Retired = schema.Date(Get("retired"), "retired"),
            Checked = schema.Date(Get("checked"), "checked"),
            HasNote = note is not null,
            Periods = [.. periods],
        };
        return entry;

        JsonNode? Get(string name) => members.TryGetValue(name, out JsonNode? member) ? member : null;
    }

    private List<PricePeriod> Periods(JsonNode? node)
    {
        var periods = new List<PricePeriod>();
        var items = schema.Array(node, "prices");
        if (node is { Kind: JsonKind.Array } && items.Count == 0)
            schema.Report(node, "prices has no period; add one");

        DateTime? previous = null;
        for (int i = 0; i < items.Count; i++)
        {
            var members = schema.Object(items[i], "a period", "from", "rates!", "tiers", "serviceTiers", "windows");
            members.TryGetValue("from", out JsonNode? fromNode);
            DateTime? from = schema.Date(fromNode, "from");
            if (i == 0 && fromNode is not null)
                schema.Report(fromNode, "the first period has no \"from\": it is in force since ever");
            else if (i > 0 && fromNode is null && items[i].Kind == JsonKind.Object)
                schema.Report(items[i], "every period but the first has a \"from\"");
            else if (from <= previous)
                schema.Report(fromNode!, "periods stand in ascending order of \"from\"");

            previous = from ?? previous;
            if (Card(items[i], members) is { } card)
                periods.Add(new PricePeriod { From = from, Standard = card, ServiceTiers = ServiceTiers(members, card.Base), Windows = [.. Windows(members)] });
        }

        return periods;
    }

    private PriceCard? Card(JsonNode node, Dictionary<string, JsonNode> members, Rates? standard = null)
    {
        if (!members.TryGetValue("rates", out JsonNode? ratesNode) || ReadRates(ratesNode) is not { } rates)
            return null;

        if (standard is not null)
            RequireSameNames(ratesNode, rates, standard);

        var tiers = new List<PriceTier>();
        foreach (JsonNode item in schema.Array(members.TryGetValue("tiers", out JsonNode? tiersNode) ? tiersNode : null, "tiers"))
        {
            var tier = schema.Object(item, "a tier", "inputTokens!", "inclusive", "rates!");
            tier.TryGetValue("inputTokens", out JsonNode? thresholdNode);
            tier.TryGetValue("inclusive", out JsonNode? inclusiveNode);
            long? threshold = schema.Count(thresholdNode, "inputTokens");
            bool isInclusive = schema.Boolean(inclusiveNode, "inclusive") ?? false;
            if (!tier.TryGetValue("rates", out JsonNode? tierRatesNode) || ReadRates(tierRatesNode) is not { } tierRates || threshold is null)
                continue;

            RequireSameNames(tierRatesNode, tierRates, rates);
            if (tiers.Count > 0 && threshold <= tiers[tiers.Count - 1].InputTokens)
                schema.Report(thresholdNode!, "tiers stand in ascending order of \"inputTokens\"");
            tiers.Add(new PriceTier(threshold.Value, isInclusive, tierRates));
        }

        return node.Kind == JsonKind.Object ? new PriceCard(rates, [.. tiers]) : null;
    }

    /// <summary>A card that lists other rates than the one it replaces prices a part of the request as plain input or output.</summary>
    private void RequireSameNames(JsonNode node, Rates rates, Rates standard)
    {
        var names = new HashSet<string>(rates.All().Select(rate => rate.Key));
        var expected = standard.All().Select(rate => rate.Key).ToList();
        if (!names.SetEquals(expected))
            schema.Doubt(node, $"these rates list {string.Join(", ", names)}, the standard rates {string.Join(", ", expected)}; list the same");
    }

    private Rates? ReadRates(JsonNode node) => schema.Whole(node, rates =>
    {
        var members = schema.Object(
            rates, "rates", "input!", "output", "cacheRead", "cacheWrite", "inputAudio", "outputAudio", "cacheReadAudio", "inputImage", "outputImage", "reasoning");
        return new Rates
        {
            Input = Get("input") ?? 0,
            Output = Get("output"),
            CacheRead = Get("cacheRead"),
            CacheWrite = members.TryGetValue("cacheWrite", out JsonNode? writes) ? CacheWrites(writes) : null,
            InputAudio = Get("inputAudio"),
            OutputAudio = Get("outputAudio"),
            CacheReadAudio = Get("cacheReadAudio"),
            InputImage = Get("inputImage"),
            OutputImage = Get("outputImage"),
            Reasoning = Get("reasoning"),
        };

        long? Get(string name) => schema.Usd(members.TryGetValue(name, out JsonNode? member) ? member : null, name);
    });

    private Dictionary<string, long> CacheWrites(JsonNode node)
    {
        var rates = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (JsonMember member in schema.Map(node, "cacheWrite", IsTimeToLive, "default and times such as 5m and 1h"))
        {
            if (schema.Usd(member.Value, "cacheWrite." + member.Name) is { } rate)
                rates.Add(member.Name, rate);
        }

        if (node.Kind == JsonKind.Object && !node.Members.Exists(member => member.Name == "default"))
            schema.Report(node, "cacheWrite has no \"default\", the price where the time to live is not known; add it");

        return rates;
    }

    private static bool IsTimeToLive(string name) =>
        name == "default"
        || (name.Length is >= 2 and <= 5 && name[0] is >= '1' and <= '9' && name[name.Length - 1] is 'm' or 'h'
            && name.Take(name.Length - 1).All(character => character is >= '0' and <= '9'));

    private Dictionary<string, ServiceTierPrice> ServiceTiers(Dictionary<string, JsonNode> period, Rates standard)
    {
        var tiers = new Dictionary<string, ServiceTierPrice>(StringComparer.Ordinal);
        period.TryGetValue("serviceTiers", out JsonNode? node);
        foreach (JsonMember member in schema.Map(node, "serviceTiers", name => name is "batch" or "flex" or "priority" or "fast", "batch, flex, priority and fast"))
        {
            if (member.Value.Kind == JsonKind.Object && member.Value.Members.Exists(inner => inner.Name == "multiplier"))
            {
                var factor = schema.Object(member.Value, "a service tier with a multiplier", "multiplier!");
                if (schema.Factor(factor["multiplier"], "multiplier") is { } multiplier)
                    tiers.Add(member.Name, new ServiceTierPrice(null, multiplier));
            }
            else if (Card(member.Value, schema.Object(member.Value, "a service tier", "rates!", "tiers"), standard) is { } card)
            {
                tiers.Add(member.Name, new ServiceTierPrice(card, 1));
            }
        }

        return tiers;
    }

    private List<PriceWindow> Windows(Dictionary<string, JsonNode> period)
    {
        var windows = new List<PriceWindow>();
        period.TryGetValue("windows", out JsonNode? node);
        foreach (JsonNode item in schema.Array(node, "windows"))
        {
            var members = schema.Object(item, "a window", "utc!", "days", "multiplier!");
            members.TryGetValue("utc", out JsonNode? utc);
            members.TryGetValue("days", out JsonNode? days);
            members.TryGetValue("multiplier", out JsonNode? multiplier);
            var dayNames = schema.Strings(days, "days", (day, what) => schema.Word(day, what, Days)) ?? [];
            decimal? factor = schema.Factor(multiplier, "multiplier");
            if (Hours(utc) is var (start, end) && factor is { } value)
                windows.Add(new PriceWindow(start, end, [.. dayNames.Select(day => (DayOfWeek)System.Array.IndexOf(Days, day))], value));
        }

        return windows;
    }

    private (int Start, int End)? Hours(JsonNode? node)
    {
        if (schema.String(node, "utc") is not { } text)
            return null;

        string[] times = text.Split('-');
        if (times.Length == 2 && Minute(times[0]) is { } start && Minute(times[1]) is { } end)
            return (start, end);

        schema.Report(node!, "utc is a span of hours written hh:mm-hh:mm");
        return null;

        static int? Minute(string time) =>
            DateTime.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime parsed) ? (parsed.Hour * 60) + parsed.Minute : null;
    }
}
