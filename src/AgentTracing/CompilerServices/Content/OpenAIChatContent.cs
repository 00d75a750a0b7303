using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads content from the wire format of OpenAI's Chat Completions, which other providers' SDKs use as well. Called by generated code,
/// which serializes the SDK's object with the SDK.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenAIChatContent
{
    /// <summary>Reads a message of a request.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The message.</param>
    public static void ReadMessage(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        ReadMessage(content.Input, document.RootElement);
    }

    /// <summary>Reads a tool of a request.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The tool.</param>
    public static void ReadTool(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        ReadTool(content, document.RootElement);
    }

    /// <summary>Reads the body of a request.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The body.</param>
    public static void ReadRequest(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        foreach (var message in document.RootElement.Items("messages"))
            ReadMessage(content.Input, message);
        foreach (var tool in document.RootElement.Items("tools"))
            ReadTool(content, tool);
    }

    /// <summary>Reads a response.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The response.</param>
    public static void ReadCompletion(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        foreach (var choice in document.RootElement.Items("choices"))
        {
            if (choice.Get("message") is { } message)
                ReadMessage(content.Output, message);
        }
    }

    /// <summary>Reads an element of a stream, only of its first choice, because elements of other choices are interleaved.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The element.</param>
    public static void ReadChunk(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        foreach (var choice in document.RootElement.Items("choices"))
        {
            if (choice.Get("delta") is { } delta && (choice.Get("index")?.TryGetInt32(out var index) is not true || index == 0))
                ReadDelta(content.Output, delta);
        }
    }

    private static void ReadMessage(LlmMessages messages, JsonElement message)
    {
        var role = message.Text("role") ?? "assistant";
        messages.Begin(role, message.Text("name"));
        messages.AddReasoning(message.Text("reasoning_content"));
        if (message.Text("tool_call_id") is { } id)
        {
            messages.AddToolResponse(id, TextOf(message));
            return;
        }

        messages.AddText(message.Text("content"));
        foreach (var part in message.Items("content"))
            ReadPart(messages, part);
        messages.AddText(message.Text("refusal"));
        foreach (var call in message.Items("tool_calls"))
            messages.AddToolCall(call.Text("id"), call.Get("function")?.Text("name"), call.Get("function")?.Text("arguments"));
    }

    private static void ReadPart(LlmMessages messages, JsonElement part)
    {
        switch (part.Text("type"))
        {
            case "text" or "refusal":
                messages.AddText(part.Text("text") ?? part.Text("refusal"));
                break;
            case "image_url":
                messages.AddUri("image", null, part.Get("image_url")?.Text("url"));
                break;
            case "input_audio":
                messages.AddBlob("audio", part.Get("input_audio")?.Text("format") is { } format ? $"audio/{format}" : null);
                break;
            case "file" when part.Get("file")?.Text("file_id") is { } file:
                messages.AddFile(file);
                break;
            case "file":
                messages.AddBlob("document", null);
                break;
        }
    }

    private static void ReadDelta(LlmMessages messages, JsonElement delta)
    {
        messages.AppendReasoning(delta.Text("reasoning_content"));
        messages.AppendText(delta.Text("content"));
        messages.AppendText(delta.Text("refusal"));
        foreach (var call in delta.Items("tool_calls"))
        {
            var function = call.Get("function");
            messages.AppendToolCall(call.Raw("index") ?? "0", call.Text("id"), function?.Text("name"), function?.Text("arguments"));
        }
    }

    private static void ReadTool(LlmContent content, JsonElement tool)
    {
        var function = tool.Get("function") ?? tool;
        content.AddTool(function.Text("name"), function.Text("description"), function.Raw("parameters"), tool.Text("type") ?? "function");
    }

    private static string TextOf(JsonElement message)
        => message.Text("content") ?? string.Join("\n", message.Items("content").Select(static part => part.Text("text")));
}
