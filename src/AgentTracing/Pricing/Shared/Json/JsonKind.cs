namespace AgentTracing.Pricing.Json;

/// <summary>What a <see cref="JsonNode"/> is.</summary>
internal enum JsonKind
{
    /// <summary>Not a value of JSON; the fault has been reported.</summary>
    Invalid,
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}
