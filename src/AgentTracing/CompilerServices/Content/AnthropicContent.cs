using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads content from the wire format of Anthropic's Messages, in which the SDK stores its objects. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AnthropicContent
{
    /// <summary>Reads the body of a request.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="body">The members of the body.</param>
    public static void ReadRequest(LlmContent content, IReadOnlyDictionary<string, JsonElement> body)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(body);
        if (body.TryGetValue("system", out var system))
            ReadSystem(content, system);
        if (body.TryGetValue("messages", out var messages) && messages.ValueKind == JsonValueKind.Array)
        {
            foreach (var message in messages.EnumerateArray())
                ReadMessage(content.Input, message);
        }

        if (body.TryGetValue("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
                content.AddTool(tool.Text("name"), tool.Text("description"), tool.Raw("input_schema"), TypeOf(tool));
        }
    }

    /// <summary>Reads a response.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="message">The members of the response.</param>
    public static void ReadResponse(LlmContent content, IReadOnlyDictionary<string, JsonElement> message)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(message);
        content.Output.Begin("assistant");
        if (message.TryGetValue("content", out var blocks))
            ReadContent(content.Output, blocks);
    }

    /// <summary>Reads an element of a stream.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="update">The element.</param>
    public static void ReadUpdate(LlmContent content, JsonElement update)
    {
        ArgumentNullException.ThrowIfNull(content);
        var output = content.Output;
        var index = update.Raw("index") ?? "0";
        if (update.Get("content_block") is { } block)
        {
            if (block.Text("type") is "tool_use" or "server_tool_use")
                output.AppendToolCall(index, block.Text("id"), block.Text("name"), null);
            output.AppendText(block.Text("text"));
            output.AppendReasoning(block.Text("thinking"));
        }
        else if (update.Get("delta") is { } delta)
        {
            output.AppendText(delta.Text("text"));
            output.AppendReasoning(delta.Text("thinking"));
            if (delta.Text("partial_json") is { } json)
                output.AppendToolCall(index, null, null, json);
        }
    }

    private static void ReadSystem(LlmContent content, JsonElement system)
    {
        if (system.ValueKind == JsonValueKind.String)
            content.AddInstructions(system.GetString());
        else if (system.ValueKind == JsonValueKind.Array)
        {
            foreach (var block in system.EnumerateArray())
                content.AddInstructions(block.Text("text"));
        }
    }

    private static void ReadMessage(LlmMessages messages, JsonElement message)
    {
        messages.Begin(message.Text("role"));
        if (message.Get("content") is { } content)
            ReadContent(messages, content);
    }

    private static void ReadContent(LlmMessages messages, JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            messages.AddText(content.GetString());
            return;
        }

        if (content.ValueKind != JsonValueKind.Array)
            return;

        foreach (var block in content.EnumerateArray())
            ReadBlock(messages, block);
    }

    private static void ReadBlock(LlmMessages messages, JsonElement block)
    {
        switch (block.Text("type"))
        {
            case "text":
                messages.AddText(block.Text("text"));
                break;
            case "thinking":
                messages.AddReasoning(block.Text("thinking"));
                break;
            case "tool_use" or "server_tool_use":
                messages.AddToolCall(block.Text("id"), block.Text("name"), block.Raw("input"));
                break;
            case "tool_result":
                messages.AddToolResponse(block.Text("tool_use_id"), ResultOf(block));
                break;
            case ("image" or "document") and { } modality when block.Get("source") is { } source:
                ReadSource(messages, modality, source);
                break;
        }
    }

    private static void ReadSource(LlmMessages messages, string modality, JsonElement source)
    {
        switch (source.Text("type"))
        {
            case "url":
                messages.AddUri(modality, null, source.Text("url"));
                break;
            case "file":
                messages.AddFile(source.Text("file_id"), modality == "image" ? "image/*" : null);
                break;
            case "text":
                messages.AddText(source.Text("data"));
                break;
            default:
                messages.AddBlob(modality, source.Text("media_type"));
                break;
        }
    }

    /// <summary>The result of a tool: its text, or the texts of its blocks.</summary>
    private static string ResultOf(JsonElement block)
        => block.Text("content") ?? string.Join("\n", block.Items("content").Select(static part => part.Text("text")).OfType<string>());

    /// <summary>User-defined tools have the type <c>custom</c>, or none.</summary>
    private static string TypeOf(JsonElement tool) => tool.Text("type") is { } type and not "custom" ? type : "function";
}
