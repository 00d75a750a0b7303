using System.Globalization;
using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Reads one element of <c>models</c>: from a pricing file, and from the lines of a <see cref="PriceTable"/>.</summary>
internal sealed class PriceEntryReader(SchemaReader schema)
{
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly ObjectShape Model = new(
        "a model", ["provider", "id", "prices"], "aliases", "kind", "contextWindow", "dateSuffix", "free", "multipliers", "perThousand", "retired", "asOf", "source", "checked", "note");

    private static readonly ObjectShape Period = new("a period", ["rates"], "from", "tiers", "serviceTiers", "windows");
    private static readonly ObjectShape UnitPeriod = new("a period with units", ["units"], "from");
    private static readonly string[] SoldUnits = ["audioHour", "page", "annotatedPage", "textMessage"];
    private static readonly ObjectShape Tier = new("a tier", ["inputTokens", "rates"], "inclusive");
    private static readonly ObjectShape ServiceTier = new("a service tier", ["rates"], "tiers");
    private static readonly ObjectShape ServiceTierFactor = new("a service tier with a multiplier", ["multiplier"]);
    private static readonly ObjectShape Window = new("a window", ["utc", "multiplier"], "days");
    private static readonly ObjectShape Card = new(
        "rates", ["input"], "output", "cacheRead", "cacheWrite", "inputAudio", "outputAudio", "cacheReadAudio", "inputImage", "outputImage", "reasoning");

    private static readonly Dictionary<string, ServiceTierPrice> NoServiceTiers = [];
    private static readonly PriceCard NoRates = new(new Rates { Input = 0 }, []);

    /// <summary>Reads a model.</summary>
    /// <param name="node">The element.</param>
    /// <param name="provider">Its provider, if it is known: the string is used instead of an equal one.</param>
    /// <param name="id">Its id, if it is known.</param>
    public PriceEntry? Read(JsonNode node, string? provider = null, string? id = null)
    {
        JsonFields fields = schema.Object(node, Model);
        var periods = Periods(fields["prices"]);
        schema.String(fields["source"], "source");
        string? note = schema.String(fields["note"], "note");
        return new PriceEntry
        {
            Provider = provider ?? schema.String(fields["provider"], "provider") ?? "",
            Id = id ?? schema.Id(fields["id"], "id") ?? "",
            Aliases = schema.Strings(fields["aliases"], "aliases", schema.Id) ?? [],
            Kind = PriceKinds.Same(schema.Word(fields["kind"], "kind", PriceKinds.All)),
            IsSoldByUnit = periods.Count > 0 && periods.TrueForAll(period => period.IsByUnit),
            ContextWindow = schema.Count(fields["contextWindow"], "contextWindow"),
            DateSuffix = schema.Boolean(fields["dateSuffix"], "dateSuffix"),
            IsFree = schema.Boolean(fields["free"], "free") ?? false,
            GeographyFactors = fields["multipliers"] is { } multipliers ? Geographies(multipliers) : null,
            PerThousand = fields["perThousand"] is { } perThousand ? schema.Values(perThousand, "perThousand", UnitNames.All.Contains, string.Join(", ", UnitNames.All), schema.Usd) : null,
            Retired = schema.Date(fields["retired"], "retired"),
            AsOf = schema.Date(fields["asOf"], "asOf"),
            Checked = schema.Date(fields["checked"], "checked"),
            HasNote = note is not null,
            Periods = [.. periods],
        };
    }

    private IReadOnlyDictionary<string, decimal> Geographies(JsonNode node) => PriceProvider.GeographiesOf(
        schema.Map(node, "multipliers", PriceProvider.IsGeography, "geo:<name>; batch and flex belong to serviceTiers")
            .Select(member => new KeyValuePair<string, decimal?>(member.Name, schema.Factor(member.Value, member.Name)))
            .Where(static factor => factor.Value is not null)
            .Select(static factor => new KeyValuePair<string, decimal>(factor.Key, factor.Value!.Value)));

    private List<PricePeriod> Periods(JsonNode? node)
    {
        var periods = new List<PricePeriod>();
        var items = schema.Array(node, "prices");
        if (node is { Kind: JsonKind.Array } && items.Count == 0)
            schema.Report(node, "prices has no period; add one");

        DateTime? previous = null;
        for (int i = 0; i < items.Count; i++)
        {
            bool isByUnit = items[i].Find("units") is not null;
            JsonFields fields = schema.Object(items[i], isByUnit ? UnitPeriod : Period);
            JsonNode? fromNode = fields["from"];
            DateTime? from = schema.Date(fromNode, "from");
            if (i == 0 && fromNode is not null)
                schema.Report(fromNode, "the first period must not have \"from\": it applies to all earlier dates");
            else if (i > 0 && fromNode is null && items[i].Kind == JsonKind.Object)
                schema.Report(items[i], "every period except the first needs \"from\"");
            else if (from <= previous)
                schema.Report(fromNode!, "periods must be in ascending order of \"from\"");

            previous = from ?? previous;
            if (isByUnit)
            {
                ReadUnits(fields["units"]);
                periods.Add(new PricePeriod { From = from, Standard = NoRates, ServiceTiers = NoServiceTiers, IsByUnit = true });
            }
            else if (ReadCard(fields) is { } card)
            {
                periods.Add(new PricePeriod
                {
                    From = from,
                    Standard = card,
                    ServiceTiers = fields["serviceTiers"] is { } serviceTiers ? ServiceTiers(serviceTiers, card.Base) : NoServiceTiers,
                    Windows = [.. Windows(fields["windows"])],
                });
            }
        }

        if (periods.Select(period => period.IsByUnit).Distinct().Count() > 1)
            schema.Report(node!, "some periods have rates and some units; a model is sold by tokens or by units");

        return periods;
    }

    /// <summary>
    /// The units of a model that is not sold by tokens. The figures are only informative: no usage reports hours or pages, so such a call
    /// has no cost.
    /// </summary>
    private void ReadUnits(JsonNode? node)
    {
        foreach (JsonMember member in schema.Map(node, "units", SoldUnits.Contains, string.Join(", ", SoldUnits)))
            schema.Usd(member.Value, "units." + member.Name);
    }

    private PriceCard? ReadCard(JsonFields fields, Rates? standard = null)
    {
        if (fields["rates"] is not { } ratesNode || ReadRates(ratesNode) is not { } rates)
            return null;

        if (standard is not null)
            RequireSameNames(ratesNode, rates, standard);

        var tiers = new List<PriceTier>();
        foreach (JsonNode item in schema.Array(fields["tiers"], "tiers"))
        {
            JsonFields tier = schema.Object(item, Tier);
            JsonNode? thresholdNode = tier["inputTokens"];
            long? threshold = schema.Count(thresholdNode, "inputTokens");
            bool isInclusive = schema.Boolean(tier["inclusive"], "inclusive") ?? false;
            if (tier["rates"] is not { } tierRatesNode || ReadRates(tierRatesNode) is not { } tierRates || threshold is null)
                continue;

            RequireSameNames(tierRatesNode, tierRates, rates);
            if (tiers.Count > 0 && threshold <= tiers[tiers.Count - 1].InputTokens)
                schema.Report(thresholdNode!, "tiers must be in ascending order of \"inputTokens\"");
            tiers.Add(new PriceTier(threshold.Value, isInclusive, tierRates));
        }

        return new PriceCard(rates, [.. tiers]);
    }

    /// <summary>
    /// A card with different kinds of rates than the standard one would price a part of the request as plain input or output.
    /// </summary>
    private void RequireSameNames(JsonNode node, Rates rates, Rates standard)
    {
        var names = new HashSet<string>(rates.All().Select(rate => rate.Key));
        var expected = standard.All().Select(rate => rate.Key).ToList();
        if (!names.SetEquals(expected))
            schema.Doubt(node, $"these rates list {string.Join(", ", names)}, the standard rates {string.Join(", ", expected)}; list the same");
    }

    private Rates? ReadRates(JsonNode node) => schema.Whole(node, rates =>
    {
        JsonFields fields = schema.Object(rates, Card);
        return new Rates
        {
            Input = Price("input") ?? 0,
            Output = Price("output"),
            CacheRead = Price("cacheRead"),
            CacheWrite = fields["cacheWrite"] is { } writes ? CacheWrites(writes) : null,
            InputAudio = Price("inputAudio"),
            OutputAudio = Price("outputAudio"),
            CacheReadAudio = Price("cacheReadAudio"),
            InputImage = Price("inputImage"),
            OutputImage = Price("outputImage"),
            Reasoning = Price("reasoning"),
        };

        long? Price(string name) => schema.Usd(fields[name], name);
    });

    private Dictionary<string, long> CacheWrites(JsonNode node)
    {
        var rates = new Dictionary<string, long>(node.Kind == JsonKind.Object ? node.Members.Count : 0, StringComparer.Ordinal);
        foreach (JsonMember member in schema.Map(node, "cacheWrite", IsTimeToLive, "default, 5m and 1h: no provider reports other times to live"))
        {
            if (schema.Usd(member.Value, "cacheWrite." + member.Name) is { } rate)
                rates.Add(SameTimeToLive(member.Name), rate);
        }

        if (node.Kind == JsonKind.Object && !node.Members.Exists(member => member.Name == "default"))
            schema.Report(node, "cacheWrite has no \"default\", the price for an unknown time to live; add it");

        return rates;
    }

    /// <summary>The lifetimes that providers report for cache writes; other ones would have no effect.</summary>
    private static bool IsTimeToLive(string name) => name is "default" or "5m" or "1h";

    /// <summary>Shared strings for the names of nearly every entry.</summary>
    private static string SameTimeToLive(string name) => name switch { "default" => "default", "1h" => "1h", "5m" => "5m", _ => name };

    private Dictionary<string, ServiceTierPrice> ServiceTiers(JsonNode node, Rates standard)
    {
        var tiers = new Dictionary<string, ServiceTierPrice>(StringComparer.Ordinal);
        foreach (JsonMember member in schema.Map(node, "serviceTiers", ServiceTierNames.Contain, "batch, flex, priority and fast"))
        {
            if (member.Value.Find("multiplier") is not null)
            {
                if (schema.Factor(schema.Object(member.Value, ServiceTierFactor)["multiplier"], "multiplier") is { } multiplier)
                    tiers.Add(member.Name, new ServiceTierPrice(null, multiplier));
            }
            else if (ReadCard(schema.Object(member.Value, ServiceTier), standard) is { } card)
            {
                tiers.Add(member.Name, new ServiceTierPrice(card, 1));
            }
        }

        return tiers;
    }

    private List<PriceWindow> Windows(JsonNode? node)
    {
        var windows = new List<PriceWindow>();
        foreach (JsonNode item in schema.Array(node, "windows"))
        {
            JsonFields fields = schema.Object(item, Window);
            var dayNames = schema.Strings(fields["days"], "days", (day, what) => schema.Word(day, what, Days)) ?? [];
            decimal? factor = schema.Factor(fields["multiplier"], "multiplier");
            if (Hours(fields["utc"]) is var (start, end) && factor is { } value)
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

        schema.Report(node!, "utc must be a span of hours in the form hh:mm-hh:mm");
        return null;

        static int? Minute(string time) =>
            DateTime.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime parsed) ? (parsed.Hour * 60) + parsed.Minute : null;
    }
}
