using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Common to Ollama's chat and generate: a stream is JSON lines, and the last line contains the usage.</summary>
internal abstract class OllamaTextEndpoint(string operation) : LlmEndpoint(LlmProvider.Ollama, operation)
{
    public override StreamFormat StreamFormat => StreamFormat.JsonLines;

    // Ollama streams by default.
    public override bool IsStreaming(JsonElement body) => body.Flag("stream") ?? true;

    // Ollama's responses have no id.
    public override string? ResponseId(ReplyContext context) => null;

    public override WireMessage Write(ReplyContext context) => Last(context, context.Reply.FullText, withToolCalls: true);

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context)
    {
        if (context.HasText)
        {
            foreach (var piece in context.TextPieces())
                yield return Line(context, piece, withToolCalls: false);
        }

        // Ollama sends a tool call in one line, never in pieces.
        if (context.HasToolCalls)
            yield return Line(context, "", withToolCalls: true);

        yield return Last(context, "", withToolCalls: false);
    }

    public override WireMessage WriteError(int statusCode, string message, string? type) => OllamaErrors.Write(message);

    public override WireMessage WriteStreamError(string message, string? type) => OllamaErrors.Write(message);

    /// <summary>Writes the member that contains the content.</summary>
    protected abstract void WriteContent(Utf8JsonWriter json, ReplyContext context, string text, bool withToolCalls);

    private WireMessage Line(ReplyContext context, string text, bool withToolCalls) => new(WireJson.Object(json =>
    {
        WriteHead(json, context);
        WriteContent(json, context, text, withToolCalls);
        json.WriteBoolean("done", false);
    }))
    { IsContent = true };

    private WireMessage Last(ReplyContext context, string text, bool withToolCalls)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            WriteHead(json, context);
            WriteContent(json, context, text, withToolCalls);
            json.WriteBoolean("done", true);
            // Ollama reports "stop" for tool calls as well.
            json.WriteString("done_reason", context.FinishReason == "tool_calls" ? "stop" : context.FinishReason);
            sent = WriteFigures(json, context.Reply.Usage);
        });
        return new WireMessage(data) { Usage = sent };
    }

    private static void WriteHead(Utf8JsonWriter json, ReplyContext context)
    {
        json.WriteString("model", context.Model);
        json.WriteString("created_at", WireJson.Created);
    }

    private static ScriptedUsage? WriteFigures(Utf8JsonWriter json, ScriptedUsage? usage)
    {
        if (usage is null)
            return null;

        var figures = new UsageWriter(json, usage);
        figures.Write("prompt_eval_count", UsageFigure.InputTokens);
        figures.Write("eval_count", UsageFigure.OutputTokens);
        return figures.Written;
    }
}

/// <summary>Ollama's <c>/api/chat</c>.</summary>
internal sealed class OllamaChatEndpoint() : OllamaTextEndpoint(LlmOperation.Chat)
{
    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body) => RequestReading.ChatMessages(body);

    protected override void WriteContent(Utf8JsonWriter json, ReplyContext context, string text, bool withToolCalls) =>
        json.WriteObject("message", message =>
        {
            message.WriteString("role", "assistant");
            message.WriteString("content", text);
            if (!withToolCalls || !context.HasToolCalls)
                return;

            message.WriteArray("tool_calls", context.Reply.Calls, (toolCall, call) => toolCall.WriteObject("function", function =>
            {
                function.WriteString("name", call.Name);
                function.WritePropertyName("arguments");
                function.WriteRawValue(call.Arguments);
            }));
        });
}

/// <summary>Ollama's <c>/api/generate</c>.</summary>
internal sealed class OllamaGenerateEndpoint() : OllamaTextEndpoint(LlmOperation.Generate)
{
    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body)
    {
        if (body.Text("system") is { Length: > 0 } system)
            yield return new RequestMessage(MessageRole.System, system);

        yield return new RequestMessage(MessageRole.User, body.Text("prompt") ?? "");
    }

    protected override void WriteContent(Utf8JsonWriter json, ReplyContext context, string text, bool withToolCalls) =>
        json.WriteString("response", text);
}
