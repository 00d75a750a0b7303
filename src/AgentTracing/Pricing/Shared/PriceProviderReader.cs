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
            Usage = schema.Word(fields["usage"], "usage", "inclusive", "anthropic", "gemini", "bedrock", "xai", "cohere-billed", "ollama") ?? "",
            IsFree = schema.Boolean(fields["free"], "free"),
            IsMaker = schema.Boolean(fields["maker"], "maker"),
            Fallback = schema.Strings(fields["fallback"], "fallback", schema.String),
            DateSuffix = schema.Boolean(fields["dateSuffix"], "dateSuffix"),
            Multipliers = Values(fields["multipliers"], "multipliers", IsMultiplier, "batch, flex and geo:<name>", schema.Factor),
            PerThousand = Values(
                fields["perThousand"], "perThousand", name => UnitNames.All.Contains(name), string.Join(", ", UnitNames.All), schema.Usd),
        };
    }

    private Dictionary<string, T> Values<T>(JsonNode? node, string what, Func<string, bool> isName, string names, Func<JsonNode, string, T?> read)
        where T : struct
    {
        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (JsonMember member in schema.Map(node, what, isName, names))
        {
            if (read(member.Value, member.Name) is { } value)
                values.Add(member.Name, value);
        }

        return values;
    }

    private static bool IsMultiplier(string name) =>
        name is "batch" or "flex" || PriceProvider.IsGeography(name);
}
