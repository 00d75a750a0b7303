using System.Text;
using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Chat completions of OpenAI, Azure OpenAI and Azure AI Inference, which use the same JSON.</summary>
internal sealed class OpenAIChatEndpoint(string provider) : LlmEndpoint(provider, LlmOperation.Chat)
{
    private static readonly WireMessage Done = new(Encoding.UTF8.GetBytes("[DONE]"));

    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body) => RequestReading.ChatMessages(body);

    public override string ResponseId(ReplyContext context) => context.Id("chatcmpl-");

    public override WireMessage Write(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            WriteHead(json, context, "chat.completion");
            json.WriteArray("choices", [context], (choice, c) =>
            {
                choice.WriteNumber("index", 0);
                choice.WriteObject("message", message => WriteMessage(message, c));
                choice.WriteNull("logprobs");
                choice.WriteString("finish_reason", c.FinishReason);
            });
            sent = WriteUsage(json, context.Reply.Usage);
        });
        return new WireMessage(data) { Usage = sent };
    }

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context)
    {
        var statesUsage = context.Request.Body.Member("stream_options")?.Flag("include_usage") ?? false;
        var interim = new Queue<ScriptedUsage>(context.Reply.InterimUsage ?? []);

        yield return Chunk(context, statesUsage, delta =>
        {
            delta.WriteString("role", "assistant");
            delta.WriteString("content", "");
        });
        foreach (var delta in Deltas(context))
        {
            var usage = statesUsage && interim.TryDequeue(out var early) ? early : null;
            yield return Chunk(context, statesUsage, delta, usage: usage) with { IsContent = true };
        }

        yield return Chunk(context, statesUsage, _ => { }, context.FinishReason);
        if (statesUsage && context.Reply.Usage is { } last)
            yield return UsageChunk(context, last);
        yield return Done;
    }

    public override WireMessage WriteError(int statusCode, string message, string? type) => OpenAIErrors.Write(statusCode, message, type);

    public override WireMessage WriteStreamError(string message, string? type) => OpenAIErrors.Write(500, message, type);

    private static IEnumerable<Action<Utf8JsonWriter>> Deltas(ReplyContext context)
    {
        foreach (var piece in context.TextPieces())
            yield return delta => delta.WriteString("content", piece);

        foreach (var (index, call) in context.Reply.Calls.Index())
        {
            yield return delta => WriteToolCallDelta(delta, index, toolCall =>
            {
                toolCall.WriteString("id", context.ToolCallId("call_", index));
                toolCall.WriteString("type", "function");
                toolCall.WriteObject("function", function =>
                {
                    function.WriteString("name", call.Name);
                    function.WriteString("arguments", "");
                });
            });
            foreach (var piece in ReplyContext.ArgumentPieces(call))
            {
                yield return delta => WriteToolCallDelta(delta, index, toolCall =>
                    toolCall.WriteObject("function", function => function.WriteString("arguments", piece)));
            }
        }
    }

    private static void WriteToolCallDelta(Utf8JsonWriter delta, int index, Action<Utf8JsonWriter> members) =>
        delta.WriteArray("tool_calls", [index], (toolCall, i) =>
        {
            toolCall.WriteNumber("index", i);
            members(toolCall);
        });

    private WireMessage Chunk(
        ReplyContext context, bool statesUsage, Action<Utf8JsonWriter> delta, string? finishReason = null, ScriptedUsage? usage = null)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            WriteHead(json, context, "chat.completion.chunk");
            json.WriteArray("choices", [delta], (choice, d) =>
            {
                choice.WriteNumber("index", 0);
                choice.WriteObject("delta", d);
                choice.WriteNull("logprobs");
                choice.WriteString("finish_reason", finishReason);
            });
            sent = WriteUsage(json, usage);

            // If the request asks for usage, every chunk before the last one contains "usage": null.
            if (statesUsage && usage is null)
                json.WriteNull("usage");
        });
        return new WireMessage(data) { Usage = sent };
    }

    private WireMessage UsageChunk(ReplyContext context, ScriptedUsage usage)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            WriteHead(json, context, "chat.completion.chunk");
            json.WriteEmptyArray("choices");
            sent = WriteUsage(json, usage);
        });
        return new WireMessage(data) { Usage = sent };
    }

    private void WriteHead(Utf8JsonWriter json, ReplyContext context, string kind)
    {
        json.WriteString("id", ResponseId(context));
        json.WriteString("object", kind);
        json.WriteNumber("created", WireJson.Created.ToUnixTimeSeconds());
        json.WriteString("model", context.Model);
        if (Provider != LlmProvider.AzureInference && context.Reply.ServiceTier is { } tier)
            json.WriteString("service_tier", tier);
    }

    private static void WriteMessage(Utf8JsonWriter message, ReplyContext context)
    {
        message.WriteString("role", "assistant");
        message.WriteString("content", context.HasText ? context.Reply.FullText : null);
        message.WriteNull("refusal");
        if (!context.HasToolCalls)
            return;

        message.WriteArray("tool_calls", context.Reply.Calls.Index(), (toolCall, item) =>
        {
            toolCall.WriteString("id", context.ToolCallId("call_", item.Index));
            toolCall.WriteString("type", "function");
            toolCall.WriteObject("function", function =>
            {
                function.WriteString("name", item.Item.Name);
                function.WriteString("arguments", item.Item.Arguments);
            });
        });
    }

    private ScriptedUsage? WriteUsage(Utf8JsonWriter json, ScriptedUsage? usage)
    {
        if (usage is null)
            return null;

        var figures = new UsageWriter(json, usage);
        json.WriteStartObject("usage");
        figures.Write("prompt_tokens", UsageFigure.InputTokens);
        figures.Write("completion_tokens", UsageFigure.OutputTokens);
        figures.Write("total_tokens", UsageFigure.TotalTokens);
        if (Provider != LlmProvider.AzureInference)
        {
            figures.WriteDetails(
                "prompt_tokens_details",
                ("cached_tokens", UsageFigure.CachedInputTokens),
                ("cache_write_tokens", UsageFigure.CacheWriteInputTokens),
                ("audio_tokens", UsageFigure.InputAudioTokens));
            figures.WriteDetails(
                "completion_tokens_details",
                ("reasoning_tokens", UsageFigure.ReasoningTokens),
                ("audio_tokens", UsageFigure.OutputAudioTokens),
                ("accepted_prediction_tokens", UsageFigure.AcceptedPredictionTokens),
                ("rejected_prediction_tokens", UsageFigure.RejectedPredictionTokens));
        }

        json.WriteEndObject();
        return figures.Written;
    }
}
