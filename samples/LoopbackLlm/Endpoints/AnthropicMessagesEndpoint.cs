using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>Anthropic's messages, general and beta.</summary>
internal sealed class AnthropicMessagesEndpoint() : LlmEndpoint(LlmProvider.Anthropic, LlmOperation.Chat)
{
    // The service reports this number of output tokens in message_start, and the real one in message_delta.
    private const int OutputTokensAtStart = 1;

    public override string RequestIdHeader => "request-id";

    public override string ResponseId(ReplyContext context) => context.Id("msg_");

    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body)
    {
        if (body.Member("system") is { } system)
            yield return new RequestMessage(MessageRole.System, RequestReading.ContentText(system));

        foreach (var message in body.Items("messages"))
        {
            // Anthropic sends tool results as blocks of a user message, in front of the user's text.
            foreach (var block in message.Items("content").Where(b => b.Text("type") == "tool_result"))
            {
                var result = RequestReading.ContentText(block.Member("content"));
                yield return new RequestMessage(MessageRole.Tool, result, block.Text("tool_use_id"));
            }

            var role = RequestReading.Role(message.Text("role"));
            var text = RequestReading.ContentText(message.Member("content"));
            if (text.Length > 0 || role == MessageRole.Assistant)
                yield return new RequestMessage(role, text);
        }
    }

    public override WireMessage Write(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json =>
        {
            WriteHead(json, context);
            json.WriteStartArray("content");
            if (context.HasText)
                json.WriteElement(block => WriteTextBlock(block, context.Reply.FullText));
            foreach (var (index, call) in context.Reply.Calls.Index())
                json.WriteElement(block => WriteToolBlock(block, context, index, call.Arguments));
            json.WriteEndArray();
            WriteStop(json, context);
            sent = WriteUsage(json, context, context.Reply.Usage, WriteAllFigures);
        });
        return new WireMessage(data) { Usage = sent };
    }

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context)
    {
        var interim = new Queue<ScriptedUsage>(context.Reply.InterimUsage ?? []);

        yield return Start(context);
        yield return Event("ping", _ => { });
        foreach (var message in Blocks(context))
        {
            yield return message;
            if (message.IsContent && interim.TryDequeue(out var usage))
                yield return Delta(context, usage, stops: false);
        }

        yield return Delta(context, context.Reply.Usage, stops: true);
        yield return Event("message_stop", _ => { });
    }

    public override WireMessage WriteError(int statusCode, string message, string? type) =>
        new(WireJson.Object(json => WriteErrorMembers(json, message, type ?? ErrorType(statusCode))));

    public override WireMessage WriteStreamError(string message, string? type) => new(WriteError(529, message, type).Data, "error");

    private static IEnumerable<WireMessage> Blocks(ReplyContext context)
    {
        var index = 0;
        if (context.HasText)
        {
            yield return BlockStart(index, block => WriteTextBlock(block, ""));
            foreach (var piece in context.TextPieces())
            {
                yield return BlockDelta(index, delta =>
                {
                    delta.WriteString("type", "text_delta");
                    delta.WriteString("text", piece);
                });
            }

            yield return BlockStop(index++);
        }

        foreach (var (callIndex, call) in context.Reply.Calls.Index())
        {
            yield return BlockStart(index, block => WriteToolBlock(block, context, callIndex, "{}"));
            foreach (var piece in ReplyContext.ArgumentPieces(call))
            {
                yield return BlockDelta(index, delta =>
                {
                    delta.WriteString("type", "input_json_delta");
                    delta.WriteString("partial_json", piece);
                });
            }

            yield return BlockStop(index++);
        }
    }

    private WireMessage Start(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        return Event("message_start", json => json.WriteObject("message", message =>
        {
            WriteHead(message, context);
            message.WriteEmptyArray("content");
            message.WriteNull("stop_reason");
            message.WriteNull("stop_sequence");
            var usage = context.Reply.Usage is { } whole ? whole with { OutputTokens = OutputTokensAtStart } : null;
            sent = WriteUsage(message, context, usage, WriteInputFigures);
        })) with
        { Usage = sent };
    }

    private static WireMessage Delta(ReplyContext context, ScriptedUsage? usage, bool stops)
    {
        ScriptedUsage? sent = null;
        return Event("message_delta", json =>
        {
            json.WriteObject("delta", delta =>
            {
                if (stops)
                {
                    WriteStop(delta, context);
                    return;
                }

                delta.WriteNull("stop_reason");
                delta.WriteNull("stop_sequence");
            });
            sent = WriteUsage(json, context: null, usage, WriteCumulativeFigures);
        }) with
        { Usage = sent };
    }

    private static WireMessage BlockStart(int index, Action<Utf8JsonWriter> block) => Event("content_block_start", json =>
    {
        json.WriteNumber("index", index);
        json.WriteObject("content_block", block);
    });

    private static WireMessage BlockDelta(int index, Action<Utf8JsonWriter> delta) => Event("content_block_delta", json =>
    {
        json.WriteNumber("index", index);
        json.WriteObject("delta", delta);
    }) with
    { IsContent = true };

    private static WireMessage BlockStop(int index) => Event("content_block_stop", json => json.WriteNumber("index", index));

    private static WireMessage Event(string name, Action<Utf8JsonWriter> members) => new(
        WireJson.Object(json =>
        {
            json.WriteString("type", name);
            members(json);
        }),
        name);

    private void WriteHead(Utf8JsonWriter json, ReplyContext context)
    {
        json.WriteString("id", ResponseId(context));
        json.WriteString("type", "message");
        json.WriteString("role", "assistant");
        json.WriteString("model", context.Model);
    }

    private static void WriteTextBlock(Utf8JsonWriter block, string text)
    {
        block.WriteString("type", "text");
        block.WriteString("text", text);
        block.WriteNull("citations");
    }

    private static void WriteToolBlock(Utf8JsonWriter block, ReplyContext context, int index, string input)
    {
        block.WriteString("type", "tool_use");
        block.WriteString("id", context.ToolCallId("toolu_", index));
        block.WriteString("name", context.Reply.Calls[index].Name);
        block.WritePropertyName("input");
        block.WriteRawValue(input);
    }

    private static void WriteStop(Utf8JsonWriter json, ReplyContext context)
    {
        json.WriteString("stop_reason", context.FinishReason switch
        {
            "stop" => "end_turn",
            "length" => "max_tokens",
            "tool_calls" => "tool_use",
            "content_filter" => "refusal",
            var other => other,
        });
        json.WriteNull("stop_sequence");
    }

    private static ScriptedUsage? WriteUsage(
        Utf8JsonWriter json, ReplyContext? context, ScriptedUsage? usage, Action<UsageWriter> writeFigures)
    {
        if (usage is null)
            return null;

        var figures = new UsageWriter(json, usage);
        json.WriteStartObject("usage");
        writeFigures(figures);
        if (context?.Reply.ServiceTier is { } tier)
            json.WriteString("service_tier", tier);
        json.WriteEndObject();
        return figures.Written;
    }

    private static void WriteAllFigures(UsageWriter figures)
    {
        WriteInputFigures(figures);
        WriteOutputDetails(figures);
    }

    private static void WriteInputFigures(UsageWriter figures)
    {
        WriteCumulativeTokens(figures);
        figures.WriteDetails(
            "cache_creation",
            ("ephemeral_5m_input_tokens", UsageFigure.CacheWrite5mInputTokens),
            ("ephemeral_1h_input_tokens", UsageFigure.CacheWrite1hInputTokens));
    }

    private static void WriteCumulativeFigures(UsageWriter figures)
    {
        WriteCumulativeTokens(figures);
        WriteOutputDetails(figures);
    }

    private static void WriteCumulativeTokens(UsageWriter figures)
    {
        figures.Write("input_tokens", UsageFigure.InputTokens);
        figures.Write("cache_creation_input_tokens", UsageFigure.CacheWriteInputTokens);
        figures.Write("cache_read_input_tokens", UsageFigure.CachedInputTokens);
        figures.Write("output_tokens", UsageFigure.OutputTokens);
    }

    private static void WriteOutputDetails(UsageWriter figures)
    {
        figures.WriteDetails("output_tokens_details", ("thinking_tokens", UsageFigure.ReasoningTokens));
        figures.WriteDetails(
            "server_tool_use",
            ("web_search_requests", UsageFigure.WebSearchRequests),
            ("web_fetch_requests", UsageFigure.WebFetchRequests));
    }

    private static void WriteErrorMembers(Utf8JsonWriter json, string message, string type)
    {
        json.WriteString("type", "error");
        json.WriteObject("error", error =>
        {
            error.WriteString("type", type);
            error.WriteString("message", message);
        });
    }

    private static string ErrorType(int statusCode) => statusCode switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
