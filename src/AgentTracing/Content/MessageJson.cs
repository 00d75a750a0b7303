using System.Text.Json;

namespace AgentTracing;

/// <summary>Messages as JSON: in the GenAI conventions' schemas, and as the chat messages that back ends render.</summary>
internal static class MessageJson
{
    // Encoded once, because nearly every message has them.
    private static readonly JsonEncodedText Role = Encoded("role");
    private static readonly JsonEncodedText Parts = Encoded("parts");
    private static readonly JsonEncodedText Type = Encoded("type");
    private static readonly JsonEncodedText Content = Encoded("content");
    private static readonly JsonEncodedText FinishReason = Encoded("finish_reason");
    private static readonly JsonEncodedText Text = Encoded("text");
    private static readonly JsonEncodedText Reasoning = Encoded("reasoning");

    /// <summary>Messages by the schemas <c>gen-ai-input-messages.json</c> and <c>gen-ai-output-messages.json</c>.</summary>
    internal static string Conventions(IReadOnlyList<LlmMessage> messages, string[] finishReasons) => ThreadJson.Write((Messages: messages, FinishReasons: finishReasons), static (writer, written) =>
    {
        writer.WriteStartArray();
        for (var i = 0; i < written.Messages.Count; i++)
        {
            var message = written.Messages[i];
            writer.WriteStartObject();
            writer.WriteString(Role, message.Role);
            writer.WriteStartArray(Parts);
            foreach (var part in message.Parts)
                WritePart(writer, part);
            writer.WriteEndArray();
            Add(writer, "name", message.Name);
            if (i < written.FinishReasons.Length)
                writer.WriteString(FinishReason, written.FinishReasons[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Messages, split, as chat APIs write them: <c>{"role":"user","content":"..."}</c>.</summary>
    internal static string Chat(IEnumerable<LlmMessage> messages) => ThreadJson.Write(messages, static (writer, messages) =>
    {
        writer.WriteStartArray();
        foreach (var message in messages)
            WriteChatMessage(writer, message);

        writer.WriteEndArray();
    });

    /// <summary>Instructions by the schema <c>gen-ai-system-instructions.json</c>.</summary>
    internal static string Instructions(IEnumerable<string> instructions) => ThreadJson.Write(instructions, static (writer, instructions) =>
    {
        writer.WriteStartArray();
        foreach (var text in instructions)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "text");
            writer.WriteString("content", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Documents by the schema <c>gen-ai-retrieval-documents.json</c>.</summary>
    internal static string Documents(IEnumerable<RetrievedDocument> documents) => ThreadJson.Write(documents, static (writer, documents) =>
    {
        writer.WriteStartArray();
        foreach (var document in documents)
        {
            writer.WriteStartObject();
            Add(writer, "id", document.Id);
            if (document.Score is { } score)
                writer.WriteNumber("score", score);
            Add(writer, "content", document.Content);
            AddRaw(writer, "metadata", document.Metadata);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Tools by the schema <c>gen-ai-tool-definitions.json</c>.</summary>
    internal static string Tools(IEnumerable<LlmTool> tools) => ThreadJson.Write(tools, static (writer, tools) =>
    {
        writer.WriteStartArray();
        foreach (var tool in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("type", tool.Type);
            writer.WriteString("name", tool.Name);
            Add(writer, "description", tool.Description);
            AddRaw(writer, "parameters", tool.Parameters);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>A tool in the form of function schemas.</summary>
    internal static string Function(LlmTool tool) => ThreadJson.Write(tool, static (writer, tool) =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", tool.Type);
        writer.WriteStartObject("function");
        writer.WriteString("name", tool.Name);
        Add(writer, "description", tool.Description);
        AddRaw(writer, "parameters", tool.Parameters);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>An object whose members are JSON already.</summary>
    internal static string Object(IEnumerable<(string Name, string Json)> members) => ThreadJson.Write(members, static (writer, members) =>
    {
        writer.WriteStartObject();
        foreach (var (name, json) in members)
            AddRaw(writer, name, json);
        writer.WriteEndObject();
    });

    /// <summary>The texts of a message, joined.</summary>
    internal static string ContentOf(LlmMessage message)
        => string.Join("\n", message.Parts.Where(part => part.Kind is LlmPartKind.Text or LlmPartKind.ToolCallResponse).Select(part => part.Text));

    private static void WritePart(Utf8JsonWriter writer, LlmPart part)
    {
        writer.WriteStartObject();
        switch (part.Kind)
        {
            case LlmPartKind.Text or LlmPartKind.Reasoning:
                writer.WriteString(Type, part.Kind == LlmPartKind.Text ? Text : Reasoning);
                writer.WriteString(Content, part.Text);
                break;
            case LlmPartKind.ToolCall:
                writer.WriteString("type", "tool_call");
                Add(writer, "id", part.Id);
                writer.WriteString("name", part.Name ?? string.Empty);
                if (part.Text.Length > 0)
                    AddValue(writer, "arguments", part.Text);
                break;
            case LlmPartKind.ToolCallResponse:
                writer.WriteString("type", "tool_call_response");
                Add(writer, "id", part.Id);
                AddValue(writer, "response", part.Text);
                break;
            default:
                WriteMedia(writer, part);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteMedia(Utf8JsonWriter writer, LlmPart part)
    {
        var (type, member) = part.Kind switch
        {
            LlmPartKind.Uri => ("uri", "uri"),
            LlmPartKind.File => ("file", "file_id"),
            _ => ("blob", "content"),
        };
        writer.WriteString("type", type);
        Add(writer, "mime_type", part.MimeType);
        writer.WriteString("modality", part.Modality ?? "document");
        writer.WriteString(member, part.Text);
    }

    private static void WriteChatMessage(Utf8JsonWriter writer, LlmMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role", message.Role);
        Add(writer, "name", message.Name);
        Add(writer, "tool_call_id", message.ToolResponse?.Id);
        var parts = message.Parts.FindAll(part => part.Kind is not (LlmPartKind.ToolCall or LlmPartKind.Reasoning));
        if (parts.TrueForAll(part => part.Kind is LlmPartKind.Text or LlmPartKind.ToolCallResponse))
        {
            writer.WriteString("content", ContentOf(message));
        }
        else
        {
            writer.WriteStartArray("content");
            foreach (var part in parts)
                WriteChatPart(writer, part);
            writer.WriteEndArray();
        }

        var calls = message.Parts.FindAll(part => part.Kind == LlmPartKind.ToolCall);
        if (calls.Count > 0)
        {
            writer.WriteStartArray("tool_calls");
            foreach (var call in calls)
                WriteChatToolCall(writer, call);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteChatPart(Utf8JsonWriter writer, LlmPart part)
    {
        writer.WriteStartObject();
        if (part is { Kind: LlmPartKind.Text })
        {
            writer.WriteString("type", "text");
            writer.WriteString("text", part.Text);
        }
        else if (part is { Kind: LlmPartKind.Uri, Modality: "image" })
        {
            writer.WriteString("type", "image_url");
            writer.WriteStartObject("image_url");
            writer.WriteString("url", part.Text);
            writer.WriteEndObject();
        }
        else
        {
            WriteMedia(writer, part);
        }

        writer.WriteEndObject();
    }

    private static void WriteChatToolCall(Utf8JsonWriter writer, LlmPart call)
    {
        writer.WriteStartObject();
        Add(writer, "id", call.Id);
        writer.WriteString("type", "function");
        writer.WriteStartObject("function");
        writer.WriteString("name", call.Name ?? string.Empty);
        writer.WriteString("arguments", call.Text);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static JsonEncodedText Encoded(string text) => JsonEncodedText.Encode(text, ContentJson.WriterOptions.Encoder);

    private static void Add(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static void AddRaw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is null)
            return;

        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    /// <summary>Adds JSON unchanged, and any other text as a string.</summary>
    private static void AddValue(Utf8JsonWriter writer, string name, string text)
    {
        if (ContentJson.IsValid(text))
            AddRaw(writer, name, text);
        else
            writer.WriteString(name, text);
    }
}
