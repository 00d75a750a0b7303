using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Reads what the requests of several protocols have in common. A member of an unexpected kind is treated as absent.</summary>
internal static class RequestReading
{
    /// <summary>A member; null when it is absent or null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A string member.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A Boolean member.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The elements of an array member; empty when it is not an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The text of a content: a string, or an array of strings or of parts with a text.</summary>
    public static string ContentText(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts => string.Join('\n', parts.EnumerateArray().Select(PartText).OfType<string>()),
        _ => "",
    };

    private static string? PartText(JsonElement part) => part.ValueKind == JsonValueKind.String ? part.GetString() : part.Text("text");

    /// <summary>The role of a message in the JSON of OpenAI, Azure and Ollama.</summary>
    public static MessageRole Role(string? role) => role switch
    {
        "system" or "developer" => MessageRole.System,
        "assistant" => MessageRole.Assistant,
        "tool" or "function" => MessageRole.Tool,
        _ => MessageRole.User,
    };

    /// <summary>The member <c>messages</c> in the JSON of OpenAI, Azure and Ollama.</summary>
    public static IEnumerable<RequestMessage> ChatMessages(JsonElement body) =>
        from message in body.Items("messages")
        select new RequestMessage(Role(message.Text("role")), ContentText(message.Member("content")), message.Text("tool_call_id"));

    /// <summary>The member <c>input</c> of an embeddings request: one message for each input.</summary>
    public static IEnumerable<RequestMessage> Inputs(JsonElement body) => body.Member("input") switch
    {
        { ValueKind: JsonValueKind.String } text => [new RequestMessage(MessageRole.User, text.GetString() ?? "")],
        { ValueKind: JsonValueKind.Array } inputs =>
            from input in inputs.EnumerateArray() select new RequestMessage(MessageRole.User, ContentText(input)),
        _ => [],
    };
}
