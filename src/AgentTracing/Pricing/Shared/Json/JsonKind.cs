namespace AgentTracing.Pricing.Json;

/// <summary>The kind of a <see cref="JsonNode"/>.</summary>
internal enum JsonKind
{
    /// <summary>Not a JSON value; the error has been reported.</summary>
    Invalid,
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}
