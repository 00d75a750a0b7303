using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Reads one member of <c>providers</c>: from a pricing file, and from the lines of a <see cref="PriceTable"/>.</summary>
internal sealed class PriceProviderReader(SchemaReader schema)
{
    private static readonly ObjectShape Shape = new("a provider", ["usage"], "names", "free", "maker", "fallback", "dateSuffix", "multipliers", "perThousand");

    public PriceProvider Read(string id, JsonNode node)
    {
        JsonFields fields = schema.Object(node, Shape);
        return new PriceProvider
        {
            Id = id,
            Names = schema.Strings(fields["names"], "names", (name, what) => schema.String(name, what)?.Trim().ToLowerInvariant()) ?? [],
            Usage = schema.Word(fields["usage"], "usage", UsageWords.All) ?? "",
            IsFree = schema.Boolean(fields["free"], "free"),
            IsMaker = schema.Boolean(fields["maker"], "maker"),
            Fallback = schema.Strings(fields["fallback"], "fallback", schema.String),
            DateSuffix = schema.Boolean(fields["dateSuffix"], "dateSuffix"),
            Multipliers = schema.Values(fields["multipliers"], "multipliers", IsMultiplier, "batch, flex, priority, fast and geo:<name>", schema.Factor),
            PerThousand = schema.Values(fields["perThousand"], "perThousand", UnitNames.All.Contains, string.Join(", ", UnitNames.All), schema.Usd),
        };
    }

    private static bool IsMultiplier(string name) =>
        ServiceTierNames.Contain(name) || PriceProvider.IsGeography(name);
}
