using System.Diagnostics;
using System.Net;
using LoopbackLlm;
using OpenAI.Chat;

namespace AgentTracing.IntegrationTests.Loopback;

public class ServerTests
{
    [Fact]
    public async Task Servers_are_on_127_0_0_1_and_ports_of_their_own()
    {
        await using var first = await LoopbackClients.StartAsync(ScriptedReply.Say("first"));
        await using var second = await LoopbackClients.StartAsync(ScriptedReply.Say("second"));

        ChatCompletion answer = await second.OpenAIChat().AskAsync();

        Assert.Equal("second", answer.Content[0].Text);
        Assert.Equal(IPAddress.Loopback.ToString(), first.BaseAddress.Host);
        Assert.NotEqual(first.BaseAddress.Port, second.BaseAddress.Port);
        Assert.Equal(first.BaseAddress + "v1", first.OpenAIAddress.ToString());
        Assert.Empty(first.Log.Requests);
        await Assert.ThrowsAnyAsync<IOException>(
            () => LoopbackClients.StartAsync([], new LoopbackServerOptions { Port = first.BaseAddress.Port }));
    }

    [Fact]
    public async Task A_server_stops_at_once_though_a_request_waits()
    {
        var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x") with { Delay = TimeSpan.FromHours(1) });
        var waiting = server.OpenAIChat().AskAsync();
        while (server.Log.Requests.Count == 0)
            await Task.Delay(5, LoopbackClients.Cancellation);

        var watch = Stopwatch.StartNew();
        await server.DisposeAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        Assert.Equal((0, ReplyOutcome.Unfinished), (server.Log.Requests[0].StatusCode, server.Log.Requests[0].Outcome));
    }

    [Fact]
    public async Task A_stream_that_the_client_leaves_is_unfinished_and_has_stated_no_usage()
    {
        var reply = new ScriptedReply { Chunks = ["a", "b"], ChunkDelay = TimeSpan.FromMilliseconds(200), Usage = ScriptedUsage.Of(1, 2) };
        await using var server = await LoopbackClients.StartAsync(reply);

        await foreach (var update in server.OpenAIChat().AskStreaming())
        {
            if (update.ContentUpdate is [{ Text: "a" }])
                break;
        }

        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal((ReplyOutcome.Unfinished, 1, null), (logged.Outcome, logged.Chunks, logged.Usage));
    }

    [Fact]
    public async Task The_log_has_what_came_and_can_be_cleared()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x", ScriptedUsage.Of(1, 2)));
        var client = server.OpenAIChat("gpt-other");

        await client.AskAsync("what came?");

        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal((1, "/v1/chat/completions", "", 200), (logged.Request.Number, logged.Path, logged.Query, logged.StatusCode));
        Assert.Equal((LlmProvider.OpenAI, LoopbackLlm.LlmOperation.Chat), (logged.Provider, logged.Operation));
        Assert.Equal(("gpt-other", "gpt-other"), (logged.Model, logged.ResponseModel));
        Assert.Equal("Bearer key", logged.Headers["authorization"]);
        Assert.Contains("what came?", logged.Body, StringComparison.Ordinal);
        Assert.Equal("gpt-other", logged.Request.Body.GetProperty("model").GetString());

        server.Log.Clear();
        await client.AskAsync();

        Assert.Equal(2, Assert.Single(server.Log.Requests).Request.Number);
        Assert.Equal(ScriptedUsage.Of(1, 2), Assert.Single(server.Log.TotalsByModel()).Usage);
    }

    [Fact]
    public async Task Other_paths_and_methods_are_not_found()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("x"));
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        using var otherPath = await http.PostAsync("v1/images", new StringContent("{}"), LoopbackClients.Cancellation);
        using var otherMethod = await http.GetAsync("v1/messages", LoopbackClients.Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, otherPath.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, otherMethod.StatusCode);
        Assert.Empty(server.Log.Requests);
    }
}
