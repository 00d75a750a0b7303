using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Reads what the requests of several wires have in common. A member of another kind than expected reads as absent.</summary>
internal static class RequestReading
{
    /// <summary>A member, or null when there is none or it is null.</summary>
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A member that is a string.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member that is true or false.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The elements of a member that is an array; none when it is not.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    /// <summary>The text of a content that is a string, or an array of strings or of parts that have a text.</summary>
    public static string ContentText(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts => string.Join('\n', parts.EnumerateArray().Select(PartText).OfType<string>()),
        _ => "",
    };

    private static string? PartText(JsonElement part) => part.ValueKind == JsonValueKind.String ? part.GetString() : part.Text("text");

    /// <summary>The role of a message of OpenAI's, Azure's and Ollama's.</summary>
    public static MessageRole Role(string? role) => role switch
    {
        "system" or "developer" => MessageRole.System,
        "assistant" => MessageRole.Assistant,
        "tool" or "function" => MessageRole.Tool,
        _ => MessageRole.User,
    };

    /// <summary>The member <c>messages</c> as OpenAI, Azure and Ollama have it.</summary>
    public static IEnumerable<RequestMessage> ChatMessages(JsonElement body) =>
        from message in body.Items("messages")
        select new RequestMessage(Role(message.Text("role")), ContentText(message.Member("content")), message.Text("tool_call_id"));

    /// <summary>The member <c>input</c> of an embeddings request, each input a message.</summary>
    public static IEnumerable<RequestMessage> Inputs(JsonElement body) => body.Member("input") switch
    {
        { ValueKind: JsonValueKind.String } text => [new RequestMessage(MessageRole.User, text.GetString() ?? "")],
        { ValueKind: JsonValueKind.Array } inputs =>
            from input in inputs.EnumerateArray() select new RequestMessage(MessageRole.User, ContentText(input)),
        _ => [],
    };
}
