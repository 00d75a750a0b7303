using System.Text.Json;

namespace AgentTracing;

/// <summary>Reads JSON of unknown structure.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The member; null when there is none, or the element is not an object.</summary>
    internal static JsonElement? Get(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>The member's text; null when it is not a string.</summary>
    internal static string? Text(this JsonElement element, string name) => element.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The member's JSON; null when there is none.</summary>
    internal static string? Raw(this JsonElement element, string name) => element.Get(name)?.GetRawText();

    /// <summary>The member's items; none when it is not an array.</summary>
    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name)
        => element.Get(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];
}
