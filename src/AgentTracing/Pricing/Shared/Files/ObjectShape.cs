using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>The properties of an object in the schema.</summary>
/// <param name="what">The name of the object in messages.</param>
/// <param name="required">Properties it must have.</param>
/// <param name="optional">Properties it may have.</param>
internal sealed class ObjectShape(string what, string[] required, params string[] optional)
{
    private readonly HashSet<string> _names = new(required.Concat(optional), StringComparer.Ordinal);

    public string What => what;

    public IReadOnlyList<string> Required => required;

    public IEnumerable<string> Names => required.Concat(optional);

    public bool Knows(string name) => _names.Contains(name);
}

/// <summary>The properties of an object, by name; none for other values.</summary>
internal readonly struct JsonFields(JsonNode node)
{
    public JsonNode? this[string name] => node?.Find(name);
}
