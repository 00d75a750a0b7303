using System.ComponentModel;
using System.Text.Json;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Reads content from the wire format of OpenAI's Responses. Called by generated code, which serializes the SDK's object with the SDK.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OpenAIResponsesContent
{
    private const string Assistant = "assistant";

    /// <summary>Reads the body of a request.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The body.</param>
    public static void ReadRequest(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        var request = document.RootElement;
        content.AddInstructions(request.Text("instructions"));
        if (request.Text("input") is { } text)
        {
            content.Input.Begin("user");
            content.Input.AddText(text);
        }

        foreach (var item in request.Items("input"))
            ReadInput(content.Input, item);
        foreach (var tool in request.Items("tools"))
            content.AddTool(tool.Text("name") ?? tool.Text("type"), tool.Text("description"), tool.Raw("parameters"), tool.Text("type") ?? "function");
    }

    /// <summary>Reads an item of the input.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The item.</param>
    public static void ReadItem(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        ReadInput(content.Input, document.RootElement);
    }

    /// <summary>Reads a response.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The response.</param>
    public static void ReadResponse(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        ReadOutput(content.Output, document.RootElement);
    }

    /// <summary>Reads an element of a stream; the last one repeats all others and replaces them.</summary>
    /// <param name="content">Receives the values.</param>
    /// <param name="json">The element.</param>
    public static void ReadUpdate(LlmContent content, ReadOnlyMemory<byte> json)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var document = JsonDocument.Parse(json);
        var update = document.RootElement;
        switch (update.Text("type"))
        {
            case "response.output_text.delta" or "response.refusal.delta":
                content.Output.AppendText(update.Text("delta"));
                break;
            case "response.reasoning_summary_text.delta":
                content.Output.AppendReasoning(update.Text("delta"));
                break;
            case "response.completed" or "response.incomplete" when update.Get("response") is { } response:
                content.Output.Clear();
                ReadOutput(content.Output, response);
                break;
        }
    }

    /// <summary>The output is one message, regardless of the number of items.</summary>
    private static void ReadOutput(LlmMessages messages, JsonElement response)
    {
        messages.Begin(Assistant);
        foreach (var item in response.Items("output"))
            ReadParts(messages, item);
    }

    private static void ReadInput(LlmMessages messages, JsonElement item)
    {
        messages.Begin(item.Text("type") switch
        {
            "function_call" or "reasoning" => Assistant,
            "function_call_output" => "tool",
            _ => item.Text("role"),
        });
        ReadParts(messages, item);
    }

    private static void ReadParts(LlmMessages messages, JsonElement item)
    {
        switch (item.Text("type") ?? "message")
        {
            case "message":
                messages.AddText(item.Text("content"));
                foreach (var part in item.Items("content"))
                    ReadPart(messages, part);
                break;
            case "function_call":
                messages.AddToolCall(item.Text("call_id"), item.Text("name"), item.Text("arguments"));
                break;
            case "function_call_output":
                messages.AddToolResponse(item.Text("call_id"), item.Text("output") ?? item.Raw("output"));
                break;
            case "reasoning":
                foreach (var part in item.Items("summary").Concat(item.Items("content")))
                    messages.AddReasoning(part.Text("text"));
                break;
        }
    }

    private static void ReadPart(LlmMessages messages, JsonElement part)
    {
        switch (part.Text("type"))
        {
            case "input_text" or "output_text" or "refusal":
                messages.AddText(part.Text("text") ?? part.Text("refusal"));
                break;
            case "input_image" when part.Text("file_id") is { } image:
                messages.AddFile(image, "image/*");
                break;
            case "input_image":
                messages.AddUri("image", null, part.Text("image_url"));
                break;
            case "input_file" when part.Text("file_id") is { } file:
                messages.AddFile(file);
                break;
            case "input_file":
                messages.AddUri("document", null, part.Text("file_url"));
                break;
        }
    }
}
