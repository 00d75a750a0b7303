using AgentTracing.Pricing.Json;

namespace AgentTracing.Pricing;

/// <summary>Which properties an object of the schema has.</summary>
/// <param name="what">What the object is, for messages.</param>
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

/// <summary>The properties of an object, by name; of what is no object, none.</summary>
internal readonly struct JsonFields(JsonNode node)
{
    public JsonNode? this[string name] => node?.Find(name);
}
