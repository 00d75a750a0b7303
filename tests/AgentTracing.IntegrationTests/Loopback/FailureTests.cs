using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Azure;
using Azure.AI.Inference;
using LoopbackLlm;
using OpenAI;
using OpenAI.Chat;
using OllamaChat = OllamaSharp.Models.Chat;

namespace AgentTracing.IntegrationTests.Loopback;

public class FailureTests
{
    private static readonly MessageCreateParams AnthropicRequest = new()
    {
        Model = "claude-test",
        MaxTokens = 100,
        Messages = [new UserMessageParam("hi")],
    };

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task OpenAI_throws_with_the_scripted_status(int status)
    {
        var failure = ScriptedFailure.Status(status, TimeSpan.FromSeconds(1.2), "no, not now");
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Fail(failure));
        var client = server.OpenAIChat();

        var failed = await Assert.ThrowsAsync<ClientResultException>(() => client.AskAsync());
        var failedStream = await Assert.ThrowsAsync<ClientResultException>(() => client.AskStreaming().ToListAsync());

        Assert.Equal((status, status), (failed.Status, failedStream.Status));
        Assert.Contains("no, not now", failed.Message, StringComparison.Ordinal);
        Assert.True(failed.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var retryAfter));
        Assert.Equal("2", retryAfter);
        Assert.All(server.Log.Requests, r => Assert.Equal((status, ReplyOutcome.Refused, null), (r.StatusCode, r.Outcome, r.Usage)));
        Assert.Empty(server.Log.TotalsByModel());
    }

    [Theory]
    [InlineData(429, typeof(AnthropicRateLimitException))]
    [InlineData(500, typeof(Anthropic5xxException))]
    [InlineData(404, typeof(AnthropicNotFoundException))]
    public async Task Anthropic_throws_with_the_scripted_status(int status, System.Type expected)
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(status, message: "no, not now")));

        var failed = await Assert.ThrowsAnyAsync<AnthropicApiException>(() => AskAnthropicAsync(server));

        Assert.IsType(expected, failed);
        Assert.Equal((HttpStatusCode)status, failed.StatusCode);
        Assert.Contains("no, not now", failed.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Inference_and_Ollama_throw_with_the_scripted_status()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Fail(ScriptedFailure.Status(429, message: "no, not now")));
        var azureOptions = new ChatCompletionsOptions([new ChatRequestUserMessage("hi")]) { Model = "phi-test" };
        var ollamaRequest = new OllamaChat.ChatRequest { Model = "llama-test", Messages = [new(OllamaChat.ChatRole.User, "hi")] };

        var azure = await Assert.ThrowsAsync<RequestFailedException>(
            () => server.AzureInferenceChat().CompleteAsync(azureOptions, LoopbackClients.Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(
            () => server.Ollama().ChatAsync(ollamaRequest, LoopbackClients.Cancellation).ToListAsync());

        Assert.Equal(429, azure.Status);
        Assert.Contains("no, not now", azure.Message, StringComparison.Ordinal);
        Assert.All(server.Log.Requests, r => Assert.Equal(ReplyOutcome.Refused, r.Outcome));
    }

    [Fact]
    public async Task A_refused_first_call_succeeds_when_the_SDK_tries_again()
    {
        LoopbackScript script =
        [
            new() { Call = 1, Reply = ScriptedReply.Fail(ScriptedFailure.Status(429, TimeSpan.Zero)) },
            new() { Reply = ScriptedReply.Say("x", ScriptedUsage.Of(1, 2)) },
        ];
        await using var server = await LoopbackClients.StartAsync(script);
        var options = new OpenAIClientOptions { Endpoint = server.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(maxRetries: 1) };
        var client = new ChatClient("gpt-test", new ApiKeyCredential("key"), options);

        ChatCompletion completion = await client.AskAsync();

        Assert.Equal(3, completion.Usage.TotalTokenCount);
        Assert.Equal([429, 200], server.Log.Requests.Select(r => r.StatusCode));
        Assert.Equal(1, Assert.Single(server.Log.TotalsByModel()).Requests);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(9, 3)]
    public async Task A_broken_stream_throws_after_the_scripted_chunks(int afterChunks, int received)
    {
        var reply = new ScriptedReply
        {
            Chunks = ["a", "b", "c"],
            Usage = ScriptedUsage.Of(1, 2),
            Failure = ScriptedFailure.BrokenConnection(afterChunks),
        };
        await using var server = await LoopbackClients.StartAsync(reply);
        var text = "";

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await foreach (var update in server.OpenAIChat().AskStreaming())
                text += string.Concat(update.ContentUpdate.Select(p => p.Text));
        });

        Assert.Equal("abc"[..received], text);
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal((ReplyOutcome.Broken, received, null), (logged.Outcome, logged.Chunks, logged.Usage));
        Assert.Equal(1, Assert.Single(server.Log.TotalsByModel()).WithoutUsage);
    }

    [Fact]
    public async Task A_broken_Anthropic_stream_has_stated_the_usage_of_its_start()
    {
        var reply = new ScriptedReply
        {
            Chunks = ["a", "b"],
            Usage = new() { InputTokens = 301, OutputTokens = 99, CachedInputTokens = 55 },
            Failure = ScriptedFailure.BrokenConnection(1),
        };
        await using var server = await LoopbackClients.StartAsync(reply);

        await Assert.ThrowsAnyAsync<Exception>(() => StreamAnthropicAsync(server));

        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal(new ScriptedUsage { InputTokens = 301, OutputTokens = 1, CachedInputTokens = 55 }, logged.Usage);
        Assert.Equal((ReplyOutcome.Broken, 1), (logged.Outcome, logged.Chunks));
    }

    [Fact]
    public async Task A_stream_can_report_an_error_of_its_own()
    {
        var reply = new ScriptedReply { Chunks = ["a", "b"], Failure = ScriptedFailure.StreamError(1, "too many of you", "overloaded_error") };
        await using var server = await LoopbackClients.StartAsync(reply);

        var failed = await Assert.ThrowsAnyAsync<AnthropicException>(() => StreamAnthropicAsync(server));
        var refused = await Assert.ThrowsAnyAsync<AnthropicApiException>(() => AskAnthropicAsync(server));

        Assert.Contains("overloaded_error", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Equal([ReplyOutcome.Broken, ReplyOutcome.Refused], server.Log.Requests.Select(r => r.Outcome));
    }

    [Theory]
    [InlineData("v1/chat/completions")]
    [InlineData("v1/responses")]
    [InlineData("v1/messages")]
    [InlineData("chat/completions")]
    [InlineData("api/chat")]
    [InlineData("api/generate")]
    public async Task The_error_is_the_last_thing_in_its_stream(string path)
    {
        var failure = ScriptedFailure.StreamError(1, "too many of you");
        var reply = new ScriptedReply { Chunks = ["a ", "b"], Usage = ScriptedUsage.Of(1, 2), Failure = failure };
        await using var server = await LoopbackClients.StartAsync(reply);

        var (status, text) = await PostAsync(server, path, """{"model":"m","stream":true,"stream_options":{"include_usage":true}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("too many of you", text.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"b\"", text, StringComparison.Ordinal);
        Assert.Equal((ReplyOutcome.Broken, 1), (server.Log.Requests[0].Outcome, server.Log.Requests[0].Chunks));
    }

    [Fact]
    public async Task A_broken_connection_without_a_stream_breaks_the_body()
    {
        var reply = ScriptedReply.Say("x", ScriptedUsage.Of(1, 2)) with { Failure = ScriptedFailure.BrokenConnection() };
        await using var server = await LoopbackClients.StartAsync(reply);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        using var response = await http.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = new StringContent("{}") },
            HttpCompletionOption.ResponseHeadersRead,
            LoopbackClients.Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(LoopbackClients.Cancellation));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(Assert.Single(server.Log.Requests).Usage);
    }

    [Theory]
    [InlineData("not JSON", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"model":"m"}""", "No rule of the script answers this request (openai chat, model 'm')")]
    public async Task A_request_without_a_matching_rule_gets_an_error(string body, string message)
    {
        await using var server = await LoopbackClients.StartAsync(new LoopbackScript());

        var (status, text) = await PostAsync(server, "v1/chat/completions", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(server.Log.Requests).Body);
    }

    [Fact]
    public async Task A_script_that_throws_is_reported_to_the_client()
    {
        await using var server = await LoopbackClients.StartAsync(LoopbackScript.Always(_ => throw new InvalidOperationException("my own fault")));

        var (status, text) = await PostAsync(server, "v1/messages?beta=true", "{}");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("my own fault", text, StringComparison.Ordinal);
        var logged = Assert.Single(server.Log.Requests);
        Assert.Equal((500, "?beta=true"), (logged.StatusCode, logged.Query));
    }

    private static Task<Message> AskAnthropicAsync(LoopbackServer server) =>
        server.Anthropic().Messages.Create(AnthropicRequest, LoopbackClients.Cancellation);

    private static Task<List<RawMessageStreamEvent>> StreamAnthropicAsync(LoopbackServer server) =>
        server.Anthropic().Messages.CreateStreaming(AnthropicRequest, LoopbackClients.Cancellation).ToListAsync();

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(LoopbackServer server, string path, string body)
    {
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        using var response = await http.PostAsync(path, new StringContent(body), LoopbackClients.Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(LoopbackClients.Cancellation));
    }
}
