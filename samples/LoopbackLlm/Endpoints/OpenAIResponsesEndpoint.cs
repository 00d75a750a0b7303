using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>OpenAI's responses, also on Azure.</summary>
internal sealed class OpenAIResponsesEndpoint(string provider) : LlmEndpoint(provider, LlmOperation.Responses)
{
    public override string ResponseId(ReplyContext context) => context.Id("resp_");

    public override string? PreviousResponseId(JsonElement body) => body.Text("previous_response_id");

    public override IEnumerable<RequestMessage> ReadMessages(JsonElement body)
    {
        if (body.Text("instructions") is { } instructions)
            yield return new RequestMessage(MessageRole.System, instructions);

        if (body.Text("input") is { } input)
            yield return new RequestMessage(MessageRole.User, input);

        var isCall = false;
        foreach (var item in body.Items("input"))
        {
            var wasCall = isCall;
            isCall = item.Text("type") == "function_call";
            switch (item.Text("type") ?? "message")
            {
                case "message":
                    var role = RequestReading.Role(item.Text("role"));
                    yield return new RequestMessage(role, RequestReading.ContentText(item.Member("content")));
                    break;
                case "function_call" when !wasCall:
                    // Consecutive calls are one turn of the model.
                    yield return new RequestMessage(MessageRole.Assistant, "");
                    break;
                case "function_call_output":
                    var output = RequestReading.ContentText(item.Member("output"));
                    yield return new RequestMessage(MessageRole.Tool, output, item.Text("call_id"));
                    break;
            }
        }
    }

    public override WireMessage Write(ReplyContext context)
    {
        ScriptedUsage? sent = null;
        var data = WireJson.Object(json => sent = WriteResponse(json, context, FinalStatus(context)));
        return new WireMessage(data) { Usage = sent };
    }

    public override bool IsBackground(JsonElement body) => body.Flag("background") ?? false;

    public override WireMessage WriteUnfinished(ReplyContext context) => new(WireJson.Object(json => WriteResponse(json, context, "in_progress")));

    public override IEnumerable<WireMessage> WriteStream(ReplyContext context)
    {
        var sequence = 0;

        yield return ResponseEvent("response.created", context, "in_progress", sequence++);
        yield return ResponseEvent("response.in_progress", context, "in_progress", sequence++);
        foreach (var (index, item) in Items(context).Index())
        {
            foreach (var (name, isContent, members) in item.Events(index))
                yield return Event(name, sequence++, members) with { IsContent = isContent };
        }

        var status = FinalStatus(context);
        yield return ResponseEvent($"response.{status}", context, status, sequence);
    }

    public override WireMessage WriteError(int statusCode, string message, string? type) => OpenAIErrors.Write(statusCode, message, type);

    public override WireMessage WriteStreamError(string message, string? type) => new(
        WireJson.Object(json =>
        {
            json.WriteString("type", "error");
            json.WriteString("code", type ?? OpenAIErrors.Code(500));
            json.WriteString("message", message);
            json.WriteNull("param");
        }),
        "error");

    private static IEnumerable<ResponseItem> Items(ReplyContext context)
    {
        for (var search = 0; search < context.Reply.Usage?.WebSearchRequests; search++)
            yield return new WebSearchItem(context.ItemId("ws_", search));

        if (context.HasText)
            yield return new TextItem(context);

        foreach (var (index, call) in context.Reply.Calls.Index())
            yield return new FunctionCallItem(context.ItemId("fc_", index), context.ToolCallId("call_", index), call);
    }

    private WireMessage ResponseEvent(string name, ReplyContext context, string status, int sequence)
    {
        ScriptedUsage? sent = null;
        return Event(name, sequence, json => json.WriteObject("response", response => sent = WriteResponse(response, context, status))) with
        {
            Usage = sent,
        };
    }

    private static WireMessage Event(string name, int sequence, Action<Utf8JsonWriter> members) => new(
        WireJson.Object(json =>
        {
            json.WriteString("type", name);
            json.WriteNumber("sequence_number", sequence);
            members(json);
        }),
        name);

    private ScriptedUsage? WriteResponse(Utf8JsonWriter json, ReplyContext context, string status)
    {
        var isFinal = status != "in_progress";
        json.WriteString("id", ResponseId(context));
        json.WriteString("object", "response");
        json.WriteNumber("created_at", WireJson.Created.ToUnixTimeSeconds());
        json.WriteString("status", status);
        json.WriteBoolean("background", IsBackground(context.Request.Body));
        json.WriteNull("error");
        if (status == "incomplete")
            json.WriteObject("incomplete_details", details => details.WriteString("reason", IncompleteReason(context)));
        else
            json.WriteNull("incomplete_details");
        json.WriteString("model", context.Model);
        json.WriteArray("output", isFinal ? Items(context) : [], (item, i) => i.Write(item, isDone: true));
        json.WriteBoolean("parallel_tool_calls", true);
        json.WriteString("previous_response_id", context.Request.Body.Text("previous_response_id"));
        if (context.Reply.ServiceTier is { } tier)
            json.WriteString("service_tier", tier);
        json.WriteObject("text", text => text.WriteObject("format", format => format.WriteString("type", "text")));
        json.WriteString("tool_choice", "auto");
        json.WriteEmptyArray("tools");
        json.WriteObject("metadata", _ => { });

        if (isFinal && context.Reply.Usage is { } usage)
            return WriteUsage(json, usage);

        json.WriteNull("usage");
        return null;
    }

    private static ScriptedUsage WriteUsage(Utf8JsonWriter json, ScriptedUsage usage)
    {
        var figures = new UsageWriter(json, usage);
        json.WriteStartObject("usage");
        figures.Write("input_tokens", UsageFigure.InputTokens);
        figures.WriteDetails(
            "input_tokens_details",
            ("cached_tokens", UsageFigure.CachedInputTokens),
            ("cache_write_tokens", UsageFigure.CacheWriteInputTokens));
        figures.Write("output_tokens", UsageFigure.OutputTokens);
        figures.WriteDetails("output_tokens_details", ("reasoning_tokens", UsageFigure.ReasoningTokens));
        figures.Write("total_tokens", UsageFigure.TotalTokens);
        json.WriteEndObject();

        // The output contains one item for each web search, so usage has no number for them.
        figures.Note(UsageFigure.WebSearchRequests);
        return figures.Written;
    }

    private static string FinalStatus(ReplyContext context) => context.FinishReason is "stop" or "tool_calls" ? "completed" : "incomplete";

    private static string IncompleteReason(ReplyContext context) =>
        context.FinishReason == "length" ? "max_output_tokens" : context.FinishReason;
}
