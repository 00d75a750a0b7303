using System.Text.Json;

namespace LoopbackLlm.Endpoints;

/// <summary>An output item of OpenAI's responses: as JSON, and as events of a stream.</summary>
internal abstract record ResponseItem(string ItemId)
{
    /// <summary>Writes the item, unfinished or finished.</summary>
    public abstract void Write(Utf8JsonWriter json, bool isDone);

    /// <summary>The stream events of the item at <paramref name="outputIndex"/>.</summary>
    public IEnumerable<ResponseItemEvent> Events(int outputIndex)
    {
        yield return new("response.output_item.added", IsContent: false, json => WriteItem(json, outputIndex, isDone: false));
        foreach (var (name, isContent, members) in InnerEvents())
        {
            yield return new(name, isContent, json =>
            {
                json.WriteString("item_id", ItemId);
                json.WriteNumber("output_index", outputIndex);
                members(json);
            });
        }

        yield return new("response.output_item.done", IsContent: false, json => WriteItem(json, outputIndex, isDone: true));
    }

    /// <summary>The events between the first and the last, without the members that all events have.</summary>
    protected abstract IEnumerable<ResponseItemEvent> InnerEvents();

    /// <summary>Writes the members that every item has.</summary>
    protected void WriteHead(Utf8JsonWriter json, string type, bool isDone)
    {
        json.WriteString("id", ItemId);
        json.WriteString("type", type);
        json.WriteString("status", isDone ? "completed" : "in_progress");
    }

    private void WriteItem(Utf8JsonWriter json, int outputIndex, bool isDone)
    {
        json.WriteNumber("output_index", outputIndex);
        json.WriteObject("item", item => Write(item, isDone));
    }
}

/// <summary>An event of a stream: its name, whether it contains content, and its members except the type and the sequence number.</summary>
internal readonly record struct ResponseItemEvent(string Name, bool IsContent, Action<Utf8JsonWriter> Members);

/// <summary>The text of the response.</summary>
internal sealed record TextItem(ReplyContext Context) : ResponseItem(Context.ItemId("msg_", 0))
{
    private string Text => Context.Reply.FullText;

    public override void Write(Utf8JsonWriter json, bool isDone)
    {
        WriteHead(json, "message", isDone);
        json.WriteString("role", "assistant");
        json.WriteArray("content", isDone ? [Text] : Array.Empty<string>(), WritePart);
    }

    protected override IEnumerable<ResponseItemEvent> InnerEvents()
    {
        yield return new("response.content_part.added", IsContent: false, json =>
        {
            json.WriteNumber("content_index", 0);
            json.WriteObject("part", part => WritePart(part, ""));
        });
        foreach (var piece in Context.TextPieces())
        {
            yield return new("response.output_text.delta", IsContent: true, json =>
            {
                json.WriteNumber("content_index", 0);
                json.WriteString("delta", piece);
                json.WriteEmptyArray("logprobs");
            });
        }

        yield return new("response.output_text.done", IsContent: false, json =>
        {
            json.WriteNumber("content_index", 0);
            json.WriteString("text", Text);
            json.WriteEmptyArray("logprobs");
        });
        yield return new("response.content_part.done", IsContent: false, json =>
        {
            json.WriteNumber("content_index", 0);
            json.WriteObject("part", part => WritePart(part, Text));
        });
    }

    private static void WritePart(Utf8JsonWriter part, string text)
    {
        part.WriteString("type", "output_text");
        part.WriteString("text", text);
        part.WriteEmptyArray("annotations");
        part.WriteEmptyArray("logprobs");
    }
}

/// <summary>A tool call.</summary>
internal sealed record FunctionCallItem(string ItemId, string CallId, ScriptedToolCall Call) : ResponseItem(ItemId)
{
    public override void Write(Utf8JsonWriter json, bool isDone)
    {
        WriteHead(json, "function_call", isDone);
        json.WriteString("call_id", CallId);
        json.WriteString("name", Call.Name);
        json.WriteString("arguments", isDone ? Call.Arguments : "");
    }

    protected override IEnumerable<ResponseItemEvent> InnerEvents()
    {
        foreach (var piece in ReplyContext.ArgumentPieces(Call))
            yield return new("response.function_call_arguments.delta", IsContent: true, json => json.WriteString("delta", piece));

        yield return new("response.function_call_arguments.done", IsContent: false, json =>
        {
            json.WriteString("name", Call.Name);
            json.WriteString("arguments", Call.Arguments);
        });
    }
}

/// <summary>A web search that the service ran itself.</summary>
internal sealed record WebSearchItem(string ItemId) : ResponseItem(ItemId)
{
    public override void Write(Utf8JsonWriter json, bool isDone)
    {
        WriteHead(json, "web_search_call", isDone);
        json.WriteObject("action", action =>
        {
            action.WriteString("type", "search");
            action.WriteString("query", "loopback");
        });
    }

    protected override IEnumerable<ResponseItemEvent> InnerEvents()
    {
        yield return new("response.web_search_call.in_progress", IsContent: false, _ => { });
        yield return new("response.web_search_call.searching", IsContent: false, _ => { });
        yield return new("response.web_search_call.completed", IsContent: false, _ => { });
    }
}
