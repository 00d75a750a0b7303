using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LoopbackLlm;
using OpenAI.Chat;

namespace AgentTracing.IntegrationTests.Loopback;

public class OpenAIChatTests
{
    private static readonly ScriptedUsage EveryFigure = new()
    {
        InputTokens = 1001,
        OutputTokens = 503,
        TotalTokens = 1504,
        CachedInputTokens = 307,
        CacheWriteInputTokens = 41,
        ReasoningTokens = 211,
        InputAudioTokens = 13,
        OutputAudioTokens = 17,
        AcceptedPredictionTokens = 19,
        RejectedPredictionTokens = 23,
    };

    [Fact, Experimental("OPENAI001")]
    public async Task An_answer_has_every_figure_of_the_script()
    {
        var reply = ScriptedReply.Say("Grüße, 世界 🌍", EveryFigure) with
        {
            Model = "gpt-test-2026-01-01",
            Id = "chatcmpl-own",
            ServiceTier = "flex",
        };
        await using var server = await LoopbackClients.StartAsync(reply);

        var result = await server.OpenAIChat().AskAsync();
        var completion = result.Value;

        Assert.Equal("Grüße, 世界 🌍", completion.Content[0].Text);
        Assert.Equal("gpt-test-2026-01-01", completion.Model);
        Assert.Equal("chatcmpl-own", completion.Id);
        Assert.Equal(ChatFinishReason.Stop, completion.FinishReason);
        AssertEveryFigure(completion.Usage);
        using var json = JsonDocument.Parse(result.GetRawResponse().Content);
        Assert.Equal(41, json.RootElement.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cache_write_tokens").GetInt32());
        Assert.Equal("flex", json.RootElement.GetProperty("service_tier").GetString());
        Assert.Equal(EveryFigure, Assert.Single(server.Log.Requests).Usage);
    }

    [Fact, Experimental("OPENAI001")]
    public async Task A_stream_has_every_figure_of_the_script_in_its_last_chunk()
    {
        var reply = new ScriptedReply { Chunks = ["Hel", "lo 🌍", " you"], Usage = EveryFigure };
        await using var server = await LoopbackClients.StartAsync(reply);

        var updates = await server.OpenAIChat().AskStreaming().ToListAsync();

        Assert.Equal(["", "Hel", "lo 🌍", " you"], updates.SelectMany(u => u.ContentUpdate).Select(p => p.Text));
        Assert.Equal(ChatFinishReason.Stop, Assert.Single(updates, u => u.FinishReason is not null).FinishReason);
        AssertEveryFigure(Assert.Single(updates, u => u.Usage is not null).Usage);
        Assert.NotNull(updates[^1].Usage);
        var logged = Assert.Single(server.Log.Requests);
        Assert.All(updates, u => Assert.Equal(logged.ResponseId, u.CompletionId));
        Assert.All(updates, u => Assert.Equal("gpt-test", u.Model));
        Assert.Equal(EveryFigure, logged.Usage);
        Assert.Equal(3, logged.Chunks);
        Assert.Equal(ReplyOutcome.Completed, logged.Outcome);
    }

    [Fact]
    public async Task Synchronous_calls_work()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("one two", ScriptedUsage.Of(2, 3)));
        var client = server.OpenAIChat();

        ChatCompletion completion = client.CompleteChat([new UserChatMessage("hi")], cancellationToken: LoopbackClients.Cancellation);
        var updates = client.CompleteChatStreaming([new UserChatMessage("hi")], cancellationToken: LoopbackClients.Cancellation).ToList();

        Assert.Equal(5, completion.Usage.TotalTokenCount);
        Assert.Equal(5, updates[^1].Usage.TotalTokenCount);
        Assert.Equal("one two", string.Concat(updates.SelectMany(u => u.ContentUpdate).Select(p => p.Text)));
    }

    [Fact]
    public async Task Tool_calls_arrive_whole_and_in_pieces()
    {
        const string Arguments = """{"sku":"A-100","quantity":2,"note":"schön 🌍"}""";
        var reply = ScriptedReply.Call(ScriptedUsage.Of(9, 8), new("validate", Arguments), new("place", "{}", "call_own"));
        await using var server = await LoopbackClients.StartAsync(reply);
        var client = server.OpenAIChat();

        ChatCompletion completion = await client.AskAsync();
        var updates = await client.AskStreaming().ToListAsync();

        Assert.Equal(ChatFinishReason.ToolCalls, completion.FinishReason);
        Assert.Empty(completion.Content);
        Assert.Equal(["validate", "place"], completion.ToolCalls.Select(c => c.FunctionName));
        Assert.Equal([Arguments, "{}"], completion.ToolCalls.Select(c => c.FunctionArguments.ToString()));
        Assert.Equal("call_own", completion.ToolCalls[1].Id);

        var deltas = updates.SelectMany(u => u.ToolCallUpdates).ToList();
        Assert.Equal(ChatFinishReason.ToolCalls, Assert.Single(updates, u => u.FinishReason is not null).FinishReason);
        Assert.Equal(["validate", "place"], deltas.Select(d => d.FunctionName).Where(n => n is not null));
        Assert.NotEqual(completion.ToolCalls[0].Id, deltas[0].ToolCallId);
        Assert.Equal(Arguments, string.Concat(deltas.Where(d => d.Index == 0).Select(d => d.FunctionArgumentsUpdate.ToString())));
        Assert.Equal("{}", string.Concat(deltas.Where(d => d.Index == 1).Select(d => d.FunctionArgumentsUpdate.ToString())));
        Assert.True(deltas.Count(d => d.Index == 0) > 2);
    }

    [Theory]
    [InlineData("length", ChatFinishReason.Length)]
    [InlineData("content_filter", ChatFinishReason.ContentFilter)]
    public async Task Finish_reasons_are_the_scripts(string scripted, ChatFinishReason expected)
    {
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Text = "x", FinishReason = scripted });

        ChatCompletion completion = await server.OpenAIChat().AskAsync();

        Assert.Equal(expected, completion.FinishReason);
    }

    [Fact]
    public async Task Without_scripted_usage_there_is_none()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x"));
        var client = server.OpenAIChat();

        ChatCompletion completion = await client.AskAsync();
        var updates = await client.AskStreaming().ToListAsync();

        Assert.Null(completion.Usage);
        Assert.All(updates, u => Assert.Null(u.Usage));
        Assert.All(server.Log.Requests, r => Assert.Null(r.Usage));
        Assert.Equal(2, Assert.Single(server.Log.TotalsByModel()).WithoutUsage);
    }

    [Fact]
    public async Task A_stream_contains_usage_only_on_request()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x", ScriptedUsage.Of(1, 2)));
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        using var body = new StringContent("""{"model":"m","stream":true}""");
        using var response = await http.PostAsync("v1/chat/completions", body, LoopbackClients.Cancellation);
        var events = await response.Content.ReadAsStringAsync(LoopbackClients.Cancellation);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("usage", events, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", events, StringComparison.Ordinal);
        Assert.Null(Assert.Single(server.Log.Requests).Usage);
    }

    [Fact]
    public async Task Interim_usage_is_sent_with_the_chunks_and_the_last_one_counts()
    {
        var reply = new ScriptedReply
        {
            Chunks = ["a", "b", "c"],
            InterimUsage = [ScriptedUsage.Of(10, 1), ScriptedUsage.Of(10, 2)],
            Usage = ScriptedUsage.Of(10, 3),
        };
        await using var server = await LoopbackClients.StartAsync(reply);

        var updates = await server.OpenAIChat().AskStreaming().ToListAsync();

        Assert.Equal([1, 2, 3], updates.Where(u => u.Usage is not null).Select(u => u.Usage.OutputTokenCount));
        Assert.Equal(ScriptedUsage.Of(10, 3), Assert.Single(server.Log.Requests).Usage);
    }

    [Fact]
    public async Task The_deployment_in_an_Azure_path_is_the_model()
    {
        var reply = ScriptedReply.Say("x", ScriptedUsage.Of(1, 2)) with { Model = "gpt-real" };
        LoopbackScript script = [new() { Provider = LlmProvider.AzureOpenAI, Model = "my-deployment", Reply = reply }];
        await using var server = await LoopbackClients.StartAsync(script);

        ChatCompletion completion = await server.AzureOpenAIChat("my-deployment").AskAsync();

        Assert.Equal("gpt-real", completion.Model);
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal("/openai/deployments/my-deployment/chat/completions", logged.Path);
        Assert.Equal("my-deployment", logged.Model);
        Assert.Equal(("azure.ai.openai", "gpt-real"), (logged.Provider, logged.ResponseModel));
    }

    [Experimental("OPENAI001")]
    private static void AssertEveryFigure(ChatTokenUsage usage)
    {
        Assert.Equal(1001, usage.InputTokenCount);
        Assert.Equal(503, usage.OutputTokenCount);
        Assert.Equal(1504, usage.TotalTokenCount);
        Assert.Equal(307, usage.InputTokenDetails.CachedTokenCount);
        Assert.Equal(13, usage.InputTokenDetails.AudioTokenCount);
        Assert.Equal(211, usage.OutputTokenDetails.ReasoningTokenCount);
        Assert.Equal(17, usage.OutputTokenDetails.AudioTokenCount);
        Assert.Equal(19, usage.OutputTokenDetails.AcceptedPredictionTokenCount);
        Assert.Equal(23, usage.OutputTokenDetails.RejectedPredictionTokenCount);
    }
}
