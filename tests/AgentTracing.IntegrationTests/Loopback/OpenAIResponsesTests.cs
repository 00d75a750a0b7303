using System.Diagnostics.CodeAnalysis;
using LoopbackLlm;
using OpenAI.Responses;

namespace AgentTracing.IntegrationTests.Loopback;

[Experimental("OPENAI001")]
public class OpenAIResponsesTests
{
    private static readonly ScriptedUsage EveryFigure = new()
    {
        InputTokens = 1001,
        OutputTokens = 503,
        TotalTokens = 1504,
        CachedInputTokens = 307,
        CacheWriteInputTokens = 41,
        ReasoningTokens = 211,
        WebSearchRequests = 2,
    };

    [Fact]
    public async Task An_answer_has_every_figure_of_the_script()
    {
        var reply = ScriptedReply.Say("hello you", EveryFigure) with { Model = "gpt-real" };
        await using var server = await LoopbackClients.StartAsync(reply);

        ResponseResult response = await server.OpenAIResponses().AskAsync();

        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal("hello you", response.GetOutputText());
        Assert.Equal("gpt-real", response.Model);
        Assert.Equal(logged.ResponseId, response.Id);
        Assert.Equal(ResponseStatus.Completed, response.Status);
        AssertEveryFigure(response);
        Assert.Equal(EveryFigure, logged.Usage);
        Assert.Equal("hi", logged.Request.LastUserText);
    }

    [Fact]
    public async Task A_stream_sends_the_response_event_by_event()
    {
        var reply = new ScriptedReply { Chunks = ["Hel", "lo 🌍"], ToolCalls = [new("validate", """{"sku":"A-100"}""")], Usage = EveryFigure };
        await using var server = await LoopbackClients.StartAsync(reply);

        var updates = await server.OpenAIResponses().AskStreaming().ToListAsync();

        Assert.Equal(Enumerable.Range(0, updates.Count), updates.Select(u => u.SequenceNumber));
        Assert.Equal(["Hel", "lo 🌍"], updates.OfType<StreamingResponseOutputTextDeltaUpdate>().Select(u => u.Delta));
        Assert.Equal("Hello 🌍", Assert.Single(updates.OfType<StreamingResponseOutputTextDoneUpdate>()).Text);
        var arguments = updates.OfType<StreamingResponseFunctionCallArgumentsDeltaUpdate>().Select(u => u.Delta.ToString());
        Assert.Equal("""{"sku":"A-100"}""", string.Concat(arguments));
        Assert.Equal(4, updates.OfType<StreamingResponseOutputItemDoneUpdate>().Count());
        var created = Assert.Single(updates.OfType<StreamingResponseCreatedUpdate>()).Response;
        Assert.Null(created.Usage);
        var completed = Assert.IsType<StreamingResponseCompletedUpdate>(updates[^1]).Response;
        Assert.Equal(created.Id, completed.Id);
        Assert.Equal("Hello 🌍", completed.GetOutputText());
        AssertEveryFigure(completed);
        Assert.Equal(EveryFigure, Assert.Single(server.Log.Requests).Usage);
    }

    [Fact]
    public async Task Tool_calls_and_their_results_go_around()
    {
        LoopbackScript script =
        [
            new() { HasToolResult = true, ReplyTo = r => ScriptedReply.Say($"{r.ToolResults[0].ToolCallId}: {r.ToolResults[0].Text}") },
            new() { Reply = ScriptedReply.Call(null, new ScriptedToolCall("validate", "{}", "call_own")) },
        ];
        await using var server = await LoopbackClients.StartAsync(script);
        var client = server.OpenAIResponses();

        ResponseResult first = await client.AskAsync();
        var call = Assert.IsType<FunctionCallResponseItem>(Assert.Single(first.OutputItems));
        ResponseItem[] items = [ResponseItem.CreateUserMessageItem("hi"), call, ResponseItem.CreateFunctionCallOutputItem(call.CallId, "in stock")];
        ResponseResult second = await client.CreateResponseAsync("gpt-test", items, cancellationToken: LoopbackClients.Cancellation);

        Assert.Equal("validate", call.FunctionName);
        Assert.Equal("call_own: in stock", second.GetOutputText());
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_incomplete()
    {
        var reply = new ScriptedReply { Text = "x", FinishReason = "length", Usage = ScriptedUsage.Of(1, 2) };
        await using var server = await LoopbackClients.StartAsync(reply);
        var client = server.OpenAIResponses();

        ResponseResult response = await client.AskAsync();
        var updates = await client.AskStreaming().ToListAsync();

        Assert.Equal(ResponseStatus.Incomplete, response.Status);
        Assert.Equal(ResponseIncompleteStatusReason.MaxOutputTokens, response.IncompleteStatusDetails.Reason);
        Assert.Equal(3, Assert.IsType<StreamingResponseIncompleteUpdate>(updates[^1]).Response.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task Without_scripted_usage_there_is_none()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x"));

        ResponseResult response = await server.OpenAIResponses().AskAsync();

        Assert.Null(response.Usage);
    }

    private static void AssertEveryFigure(ResponseResult response)
    {
        Assert.Equal(1001, response.Usage.InputTokenCount);
        Assert.Equal(503, response.Usage.OutputTokenCount);
        Assert.Equal(1504, response.Usage.TotalTokenCount);
        Assert.Equal(307, response.Usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal(41, response.Usage.InputTokenDetails.CacheWriteTokenCount);
        Assert.Equal(211, response.Usage.OutputTokenDetails.ReasoningTokenCount);
        Assert.Equal(2, response.OutputItems.OfType<WebSearchCallResponseItem>().Count());
    }
}
