using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Reads one member of <c>providers</c>: from a pricing file, and from the lines of a <see cref="PriceTable"/>.</summary>
internal sealed class PriceProviderReader(SchemaReader schema)
{
    public PriceProvider Read(string id, JsonNode node)
    {
        var members = schema.Object(node, "a provider", "names", "usage!", "free", "fallback", "dateSuffix", "multipliers", "perThousand");
        return new PriceProvider
        {
            Id = id,
            Names = schema.Strings(Get("names"), "names", (name, what) => schema.String(name, what)?.Trim().ToLowerInvariant()) ?? [],
            Usage = schema.Word(Get("usage"), "usage", "inclusive", "anthropic", "gemini", "bedrock", "xai", "cohere-billed", "ollama") ?? "",
            IsFree = schema.Boolean(Get("free"), "free"),
            Fallback = schema.Strings(Get("fallback"), "fallback", schema.String),
            DateSuffix = schema.Boolean(Get("dateSuffix"), "dateSuffix"),
            Multipliers = Values(Get("multipliers"), "multipliers", IsMultiplier, "batch, flex and geo:<name>", schema.Factor),
            PerThousand = Values(
                Get("perThousand"), "perThousand", name => name is "request" or "webSearch" or "codeExecution" or "rerankSearch", "request, webSearch, codeExecution and rerankSearch", schema.Usd),
        };

        JsonNode? Get(string name) => members.TryGetValue(name, out JsonNode? member) ? member : null;
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
        name is "batch" or "flex"
        || (name.Length > 4 && name.StartsWith("geo:", StringComparison.Ordinal) && name.Skip(4).All(character => character is (>= 'a' and <= 'z') or '-'));
}
