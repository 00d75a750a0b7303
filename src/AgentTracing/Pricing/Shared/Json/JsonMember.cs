namespace AgentTracing.Pricing.Json;

/// <summary>A member of a JSON object.</summary>
/// <param name="Name">The name, without quotes and escapes.</param>
/// <param name="NameStart">Offset of the name's opening quote.</param>
/// <param name="NameEnd">Offset after its closing quote.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int NameStart, int NameEnd, JsonNode Value);
