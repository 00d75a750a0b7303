using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>Response bodies of the providers, built around the members that determine a price.</summary>
internal static class Wire
{
    /// <summary>A chat completion in OpenAI's protocol.</summary>
    public static string Chat(string model, JsonObject answer) => With(
        $$$$"""
        {"id":"chat-1","object":"chat.completion","created":1700000000,"model":"{{{{model}}}}",
         "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hi"}}]}
        """,
        answer).ToJsonString();

    /// <summary>A chat completion that calls a function.</summary>
    public static string ChatToolCall(string model, JsonObject answer, int round) => With(
        $$$"""
        {"id":"chat-{{{round}}}","object":"chat.completion","created":1700000000,"model":"{{{model}}}",
         "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
           "tool_calls":[{"id":"call_{{{round}}}","type":"function","function":{"name":"look_up","arguments":"{}"}}]}}]}
        """,
        answer).ToJsonString();

    /// <summary>The same as a stream.</summary>
    public static string ChatToolCallStream(string model, JsonObject answer, int round)
    {
        var call = With(
            $$$"""
            {"id":"chat-{{{round}}}","object":"chat.completion.chunk","created":1700000000,"model":"{{{model}}}",
             "choices":[{"index":0,"finish_reason":"tool_calls","delta":{"role":"assistant","content":null,
               "tool_calls":[{"index":0,"id":"call_{{{round}}}","type":"function","function":{"name":"look_up","arguments":"{}"}}]}}]}
            """,
            Without(answer, "usage"));
        var usage = With($$$$"""{"id":"chat-{{{{round}}}}","object":"chat.completion.chunk","created":1700000000,"model":"{{{{model}}}}","choices":[]}""", answer);
        return $"data: {call.ToJsonString()}\n\ndata: {usage.ToJsonString()}\n\ndata: [DONE]\n\n";
    }

    /// <summary>A response of OpenAI's Responses API that calls a function.</summary>
    public static string ResponseToolCall(string model, JsonObject answer, int round)
    {
        var whole = ResponseNode(model, answer);
        whole["id"] = $"resp_{round}";
        var output = answer["output"]?.DeepClone() as JsonArray ?? [];
        output.Add(Parse($$$"""{"type":"function_call","id":"fc_{{{round}}}","call_id":"call_{{{round}}}","name":"look_up","arguments":"{}","status":"completed"}"""));
        whole["output"] = output;
        return whole.ToJsonString();
    }

    /// <summary>A message of Anthropic's API that calls a function.</summary>
    public static string MessageToolCall(string model, JsonObject answer, int round)
    {
        var whole = MessageNode(model, answer);
        whole["id"] = $"msg_{round}";
        whole["stop_reason"] = "tool_use";
        whole["content"] = new JsonArray(Parse($$$"""{"type":"tool_use","id":"call_{{{round}}}","name":"look_up","input":{}}"""));
        return whole.ToJsonString();
    }

    /// <summary>The same as a stream, with the usage at its end.</summary>
    public static string ChatStream(string model, JsonObject answer)
    {
        var first = Parse($$$$"""
            {"id":"chat-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{{model}}}}",
             "choices":[{"index":0,"finish_reason":null,"delta":{"role":"assistant","content":"hi"}}]}
            """);
        var last = With(
            $$$$"""{"id":"chat-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{{model}}}}","choices":[{"index":0,"finish_reason":"stop","delta":{}}]}""",
            Without(answer, "usage"));
        var usage = With($$$$"""{"id":"chat-1","object":"chat.completion.chunk","created":1700000000,"model":"{{{{model}}}}","choices":[]}""", answer);
        return $"data: {first.ToJsonString()}\n\ndata: {last.ToJsonString()}\n\ndata: {usage.ToJsonString()}\n\ndata: [DONE]\n\n";
    }

    /// <summary>A response of OpenAI's Responses API.</summary>
    public static string Response(string model, JsonObject answer) => ResponseNode(model, answer).ToJsonString();

    /// <summary>The same as a stream.</summary>
    public static string ResponseStream(string model, JsonObject answer)
    {
        var created = With(ResponseNode(model, Parse("{}")).ToJsonString(), Parse("""{"status":"in_progress","usage":null,"output":[]}"""));
        return Event("response.created", created, 0) + Event("response.completed", ResponseNode(model, answer), 1);

        static string Event(string type, JsonObject response, int number)
            => $"event: {type}\ndata: {new JsonObject { ["type"] = type, ["sequence_number"] = number, ["response"] = response }.ToJsonString()}\n\n";
    }

    /// <summary>A message of Anthropic's API.</summary>
    public static string Message(string model, JsonObject answer) => MessageNode(model, answer).ToJsonString();

    /// <summary>The same as a stream: the input is at its start, the output and other billed items are at its end.</summary>
    public static string MessageStream(string model, JsonObject answer) => MessageStream(
        MessageNode(model, Begun(answer)),
        answer,
        """{"index":0,"content_block":{"type":"text","text":""}}""",
        """{"index":0,"delta":{"type":"text_delta","text":"hi"}}""",
        "end_turn");

    /// <summary>A message of Anthropic's API that calls a function, as a stream.</summary>
    public static string MessageToolCallStream(string model, JsonObject answer, int round)
    {
        var message = MessageNode(model, Begun(answer));
        message["id"] = $"msg_{round}";
        return MessageStream(
            message,
            answer,
            $$$$"""{"index":0,"content_block":{"type":"tool_use","id":"call_{{{{round}}}}","name":"look_up","input":{}}}""",
            """{"index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
            "tool_use");
    }

    private static JsonObject Begun(JsonObject answer)
    {
        var begun = (JsonObject)answer.DeepClone();
        var usage = (JsonObject)begun["usage"]!;
        foreach (var late in new[] { "iterations", "server_tool_use" })
            usage.Remove(late);
        usage["output_tokens"] = 1;
        return begun;
    }

    private static string MessageStream(JsonObject message, JsonObject answer, string block, string delta, string reason)
    {
        message["stop_reason"] = null;
        message["content"] = new JsonArray();

        return Event("message_start", new() { ["message"] = message })
            + Event("content_block_start", Parse(block))
            + Event("content_block_delta", Parse(delta))
            + Event("content_block_stop", Parse("""{"index":0}"""))
            + Event("message_delta", new() { ["delta"] = new JsonObject { ["stop_reason"] = reason, ["stop_sequence"] = null }, ["usage"] = answer["usage"]!.DeepClone() })
            + Event("message_stop", []);

        static string Event(string type, JsonObject data)
        {
            data["type"] = type;
            return $"event: {type}\ndata: {data.ToJsonString()}\n\n";
        }
    }

    /// <summary>Embeddings in OpenAI's protocol.</summary>
    public static string Embeddings(string model, JsonObject answer) => With(
        $$$$"""{"object":"list","model":"{{{{model}}}}","data":[{"object":"embedding","index":0,"embedding":[0.5,0.25]}]}""", answer).ToJsonString();

    /// <summary>Images of OpenAI's API.</summary>
    public static string Images(JsonObject answer) => With("""{"created":1700000000,"data":[{"b64_json":"aGk="}]}""", answer).ToJsonString();

    /// <summary>A transcription of OpenAI's API.</summary>
    public static string Transcription(JsonObject answer) => With("""{"text":"hi"}""", answer).ToJsonString();

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static JsonObject ResponseNode(string model, JsonObject answer) => With(
        $$$$"""
        {"id":"resp_1","object":"response","created_at":1700000000,"status":"completed","model":"{{{{model}}}}","error":null,"incomplete_details":null,"instructions":null,
         "output":[{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"hi","annotations":[]}]}],
         "parallel_tool_calls":true,"tool_choice":"auto","tools":[],"temperature":1,"top_p":1,"metadata":{}}
        """,
        answer);

    private static JsonObject MessageNode(string model, JsonObject answer) => With(
        $$$$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"{{{{model}}}}","content":[{"type":"text","text":"hi","citations":null}],
         "stop_reason":"end_turn","stop_sequence":null}
        """,
        answer);

    private static JsonObject With(string body, JsonObject members)
    {
        var whole = Parse(body);
        foreach (var (name, value) in members)
            whole[name] = value?.DeepClone();
        return whole;
    }

    private static JsonObject Without(JsonObject members, string name)
    {
        var rest = (JsonObject)members.DeepClone();
        rest.Remove(name);
        return rest;
    }
}

/// <summary>Replaces a provider's HTTP service: returns the given bodies in order, for any request.</summary>
internal sealed class AnsweringHandler(params string[] answers) : HttpMessageHandler
{
    private int _count;

    /// <summary>The URL of the last request.</summary>
    public Uri? Asked { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Send(request, cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked = request.RequestUri;
        var body = answers[Math.Min(_count++, answers.Length - 1)];
        var type = body.StartsWith('{') ? "application/json" : "text/event-stream";
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StreamContent(new NetworkStream(Encoding.UTF8.GetBytes(body))) { Headers = { { "Content-Type", type } } },
        };
    }

    /// <summary>A body that can be read only once, like a network stream.</summary>
    private sealed class NetworkStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
