using System.Text.Json;
using LoopbackLlm;

namespace AgentTracing.IntegrationTests.Loopback;

public class ScriptTests
{
    private const string Conversation = """
        {"model":"m","messages":[
          {"role":"system","content":"be brief"},
          {"role":"user","content":"first question"},
          {"role":"assistant","content":null,"tool_calls":[]},
          {"role":"tool","tool_call_id":"old","content":"old result"},
          {"role":"assistant","content":"first answer"},
          {"role":"user","content":[
            {"type":"text","text":"Where is"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"my ORDER?"}]}
        ]}
        """;

    [Theory]
    [InlineData("""{ "provider": "openai" }""", true)]
    [InlineData("""{ "provider": "anthropic" }""", false)]
    [InlineData("""{ "operation": "chat" }""", true)]
    [InlineData("""{ "operation": "responses" }""", false)]
    [InlineData("""{ "model": "m" }""", true)]
    [InlineData("""{ "model": "M" }""", false)]
    [InlineData("""{ "userText": "my order" }""", true)]
    [InlineData("""{ "userText": "where is\nmy" }""", true)]
    [InlineData("""{ "userText": "first" }""", false)]
    [InlineData("""{ "hasToolResult": false }""", true)]
    [InlineData("""{ "hasToolResult": true }""", false)]
    [InlineData("""{ "turn": 3 }""", true)]
    [InlineData("""{ "turn": 2 }""", false)]
    [InlineData("""{ "headerName": "x-tenant" }""", true)]
    [InlineData("""{ "headerName": "X-Tenant", "headerValue": "blue" }""", true)]
    [InlineData("""{ "headerName": "X-Tenant", "headerValue": "red" }""", false)]
    [InlineData("""{ "headerName": "X-Other" }""", false)]
    [InlineData("""{ "call": 1 }""", true)]
    [InlineData("""{ "call": 2 }""", false)]
    [InlineData("""{ "provider": "openai", "turn": 2 }""", false)]
    [InlineData("{ }", true)]
    public async Task A_rule_answers_when_all_its_conditions_hold(string conditions, bool answers)
    {
        await using var server = await LoopbackClients.StartAsync(LoopbackScript.Parse($$"""{ "rules": [{{conditions}}] }"""));

        using var response = await PostAsync(server, Conversation);

        Assert.Equal(answers, response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Predicates_see_the_whole_request_and_the_first_match_answers()
    {
        LoopbackScript script =
        [
            new() { Predicate = r => r.SystemText != "be brief", Reply = ScriptedReply.Say("no") },
            new() { Predicate = r => r.Messages.Any(m => m.ToolCallId == "old"), Reply = ScriptedReply.Say("yes") },
            new() { Reply = ScriptedReply.Say("late") },
        ];
        await using var server = await LoopbackClients.StartAsync(script);

        using var response = await PostAsync(server, Conversation);

        Assert.Contains("\"yes\"", await response.Content.ReadAsStringAsync(LoopbackClients.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_counted_by_server_among_the_requests_that_meet_the_rest_of_the_rule()
    {
        LoopbackScript script =
        [
            new() { Model = "m", Call = 2, Reply = ScriptedReply.Fail(ScriptedFailure.Status(503)) },
            new() { Reply = ScriptedReply.Say("x") },
        ];

        for (var run = 0; run < 2; run++)
        {
            await using var server = await LoopbackClients.StartAsync(script);
            var statuses = new List<int>();
            foreach (var model in (string[])["m", "other", "m", "m"])
            {
                using var response = await PostAsync(server, $$"""{"model":"{{model}}"}""");
                statuses.Add((int)response.StatusCode);
            }

            Assert.Equal([200, 200, 503, 200], statuses);
        }
    }

    [Fact]
    public void A_file_states_every_part_of_a_reply()
    {
        var script = LoopbackScript.Parse("""
            { "rules": [ { "reply": {
                "text": "t", "chunks": ["a", "b"], "finishReason": "length", "model": "m", "id": "i", "serviceTier": "flex",
                "embedding": [0.5, 1],
                "toolCalls": [ { "name": "n", "arguments": { "a": [1, null] }, "id": "c" }, { "name": "bad", "arguments": "{not json" } ],
                "interimUsage": [ { "inputTokens": 1 } ],
                "usage": {
                  "inputTokens": 1, "outputTokens": 2, "totalTokens": 3, "cachedInputTokens": 4, "cacheWriteInputTokens": 5,
                  "cacheWrite5mInputTokens": 6, "cacheWrite1hInputTokens": 7, "reasoningTokens": 8, "inputAudioTokens": 9,
                  "outputAudioTokens": 10, "acceptedPredictionTokens": 11, "rejectedPredictionTokens": 12, "webSearchRequests": 13,
                  "webFetchRequests": 14 },
                "delay": "00:00:00.250", "chunkDelay": "00:00:01",
                "failure": {
                  "kind": "StreamError", "statusCode": 503, "message": "m", "type": "t", "retryAfter": "00:00:02", "afterChunks": 1 }
            } } ] }
            """);

        var reply = Assert.Single(script).Reply!;
        Assert.Equal(Enumerable.Range(1, 14).Select(n => (long?)n), UsageFigure.All.Select(f => f.Of(reply.Usage!)));
        Assert.Equal(("t", "length", "m", "i", "flex"), (reply.Text, reply.FinishReason, reply.Model, reply.Id, reply.ServiceTier));
        Assert.Equal(["a", "b"], reply.Chunks!);
        Assert.Equal([0.5f, 1f], reply.Embedding!);
        Assert.Equal([new("n", """{ "a": [1, null] }""", "c"), new("bad", "{not json")], reply.ToolCalls!);
        Assert.Equal([new() { InputTokens = 1 }], reply.InterimUsage!);
        Assert.Equal((TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(1)), (reply.Delay, reply.ChunkDelay));
        Assert.Equal(
            ScriptedFailure.StreamError(1, "m", "t") with { StatusCode = 503, RetryAfter = TimeSpan.FromSeconds(2) },
            reply.Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "rules": [ { "modle": "m" } ] }""")]
    [InlineData("""{ "rules": [ { "reply": { "usage": { "tokens": 1 } } } ] }""")]
    public void A_file_that_is_not_a_script_is_an_error(string json) => Assert.Throws<JsonException>(() => LoopbackScript.Parse(json));

    [Fact]
    public void Sums_of_usage_are_exact_and_omit_unreported_figures()
    {
        var left = new ScriptedUsage { InputTokens = long.MaxValue - 1, CachedInputTokens = 0 };
        var sum = left + new ScriptedUsage { InputTokens = 1, ReasoningTokens = 5 };

        Assert.Equal(new ScriptedUsage { InputTokens = long.MaxValue, CachedInputTokens = 0, ReasoningTokens = 5 }, sum);
    }

    private static async Task<HttpResponseMessage> PostAsync(LoopbackServer server, string body)
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent(body) };
        request.Headers.Add("X-Tenant", "blue");
        return await http.SendAsync(request, LoopbackClients.Cancellation);
    }
}
