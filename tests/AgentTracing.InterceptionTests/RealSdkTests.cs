using System.ClientModel;
using Anthropic.Models.Messages;
using Azure.AI.Inference;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models;
using OpenAI.Chat;
using Beta = Anthropic.Models.Beta.Messages;

#pragma warning disable OPENAI001 // OpenAI's responses

namespace AgentTracing.InterceptionTests;

/// <summary>Calls of the real SDKs, in code without any tracing.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class RealSdkTests
{
    private const string Gpt = "gpt-4o-mini";
    private const string Claude = "claude-sonnet-4-6";

    /// <summary>The calls, each with the provider, the model and the code that makes it.</summary>
    private static readonly Dictionary<string, (string Provider, string Model, Func<LoopbackServer, Task> AskAsync)> Table = new()
    {
        ["openai"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: Cancellation)),
        ["openai sync"] = ("openai", Gpt, static server => Done(server.OpenAIChat(Gpt).CompleteChat(new UserChatMessage("hi")))),
        ["openai embeddings"] = ("openai", "text-embedding-3-small", static server => server.OpenAIEmbeddings("text-embedding-3-small").GenerateEmbeddingsAsync(["hi"], cancellationToken: Cancellation)),
        ["openai raw"] = ("openai", Gpt, static server => server.OpenAIChat("another").CompleteChatAsync(RawBody($$"""{"model":"{{Gpt}}","messages":[{"role":"user","content":"hi"}]}"""))),
        ["openai raw sync"] = ("openai", Gpt, static server => Done(server.OpenAIChat("another").CompleteChat(RawBody($$"""{"model":"{{Gpt}}","messages":[{"role":"user","content":"hi"}]}""")))),
        ["openai responses raw"] = ("openai", Gpt, static server => server.OpenAIResponses().CreateResponseAsync(RawBody($$"""{"model":"{{Gpt}}","input":"hi"}"""))),
        ["openai embeddings raw"] = ("openai", "text-embedding-3-small", static server => server.OpenAIEmbeddings("another").GenerateEmbeddingsAsync(RawBody("""{"model":"text-embedding-3-small","input":["hi"]}"""))),
        ["openai stream"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: Cancellation).ToListAsync()),
        ["openai stream params"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).CompleteChatStreamingAsync(new UserChatMessage("hi")).ToListAsync()),
        ["openai stream sync"] = ("openai", Gpt, static server => Done(server.OpenAIChat(Gpt).CompleteChatStreaming([new UserChatMessage("hi")], cancellationToken: Cancellation).ToList())),
        ["openai stream sync params"] = ("openai", Gpt, static server => Done(server.OpenAIChat(Gpt).CompleteChatStreaming(new UserChatMessage("hi")).ToList())),
        ["openai responses"] = ("openai", Gpt, static server => server.OpenAIResponses().CreateResponseAsync(Gpt, "hi", cancellationToken: Cancellation)),
        ["openai responses stream"] = ("openai", Gpt, static server => server.OpenAIResponses().CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation).ToListAsync()),
        ["openai responses stream sync"] = ("openai", Gpt, static server => Done(server.OpenAIResponses().CreateResponseStreaming(Gpt, "hi", cancellationToken: Cancellation).ToList())),
        ["anthropic"] = ("anthropic", Claude, static server => server.Anthropic().Messages.Create(Question, Cancellation)),
        ["anthropic stream"] = ("anthropic", Claude, static server => server.Anthropic().Messages.CreateStreaming(Question, Cancellation).ToListAsync()),
        ["anthropic beta"] = ("anthropic", Claude, static server => server.Anthropic().Beta.Messages.Create(BetaQuestion, Cancellation)),
        ["anthropic beta stream"] = ("anthropic", Claude, static server => server.Anthropic().Beta.Messages.CreateStreaming(BetaQuestion, Cancellation).ToListAsync()),
        ["ollama chat"] = ("ollama", "llama-test", static server => server.Ollama().ChatAsync(new() { Messages = [new("user", "hi")] }, Cancellation).ToListAsync()),
        ["ollama generate"] = ("ollama", "llama-test", static server => server.Ollama().GenerateAsync(new GenerateRequest { Prompt = "hi" }, Cancellation).ToListAsync()),
        ["ollama embed"] = ("ollama", "llama-test", static server => server.Ollama().EmbedAsync(new EmbedRequest { Input = ["hi"] }, Cancellation)),
        ["azure"] = ("azure.ai.inference", Gpt, static server => server.AzureInferenceChat().CompleteAsync(Azure, Cancellation)),
        ["azure sync"] = ("azure.ai.inference", Gpt, static server => Done(server.AzureInferenceChat().Complete(Azure, Cancellation))),
        ["azure stream"] = ("azure.ai.inference", Gpt, static async server => await (await server.AzureInferenceChat().CompleteStreamingAsync(StreamedAzure, Cancellation)).ToListAsync()),
        ["azure stream sync"] = ("azure.ai.inference", Gpt, static server => server.AzureInferenceChat().CompleteStreaming(StreamedAzure, Cancellation).ToListAsync()),
        ["meai openai"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).AsIChatClient().GetResponseAsync("hi", cancellationToken: Cancellation)),
        ["meai openai stream"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).AsIChatClient().GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync()),
        ["meai openai typed"] = ("openai", Gpt, static server => server.OpenAIChat(Gpt).AsIChatClient().GetResponseAsync<string>("hi", cancellationToken: Cancellation)),
        ["meai anthropic stream"] = ("anthropic", Claude, static server => server.Anthropic().AsIChatClient(Claude).GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync()),
        ["meai ollama"] = ("ollama", "llama-test", static server => ((IChatClient)server.Ollama()).GetResponseAsync("hi", cancellationToken: Cancellation)),
        ["meai embeddings"] = ("openai", "text-embedding-3-small", static server => server.OpenAIEmbeddings("text-embedding-3-small").AsIEmbeddingGenerator().GenerateAsync(["hi"], cancellationToken: Cancellation)),
    };

    public static TheoryData<string, string, string> Calls => [.. Table.Select(static row => new TheoryDataRow<string, string, string>(row.Key, row.Value.Provider, row.Value.Model))];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    private static MessageCreateParams Question => new() { Model = Claude, MaxTokens = 100, Messages = [new UserMessageParam("hi")] };

    private static Beta.MessageCreateParams BetaQuestion => new() { Model = Claude, MaxTokens = 100, Messages = [new Beta.BetaUserMessageParam("hi")] };

    private static ChatCompletionsOptions Azure => new([new ChatRequestUserMessage("hi")]) { Model = Gpt };

    private static ChatCompletionsOptions StreamedAzure => new([new ChatRequestUserMessage("hi")])
    {
        Model = Gpt,
        AdditionalProperties = { ["stream_options"] = BinaryData.FromString("""{"include_usage":true}""") },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_one_span_with_the_tokens_that_the_server_sent(string call, string provider, string model)
    {
        var kind = call.Contains("embed", StringComparison.Ordinal) ? "embeddings" : call == "ollama generate" ? "text_completion" : "chat";
        await using var run = await RecordedRun.StartAsync(output: kind == "embeddings" ? 0 : 52);

        await CallAsync(call, run.Server);

        Assert.Single(run.Server.Log.Requests);
        Assert.Equal($"{kind} {model}", run.Span.DisplayName);
        Assert.Equal(provider, run.Span.GetTagItem("gen_ai.provider.name"));
        run.AssertCountedOnce(run.Span);
        Assert.Equal(call.Contains("stream", StringComparison.Ordinal) || call is "ollama chat" or "ollama generate" ? true : null, run.Span.GetTagItem("gen_ai.request.stream"));
        if (provider is "openai" or "ollama")
            Assert.Equal((long)run.Server.BaseAddress.Port, run.Span.GetTagItem("server.port"));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task The_content_of_a_call_is_its_request_and_response(string call, string provider, string model)
    {
        using var options = new OptionsScope(o => o.Content = ContentCapture.Span);
        await using var run = await RecordedRun.StartAsync();

        await CallAsync(call, run.Server);

        if (call.Contains("embed", StringComparison.Ordinal))
        {
            Assert.Null(run.Span.GetTagItem("gen_ai.input.messages"));
            var isInRequest = call is "ollama embed" or "openai embeddings raw";
            Assert.Equal(isInRequest ? null : """["hi"]""", run.Span.GetTagItem("input.value"));
            return;
        }

        Assert.Equal($"{provider} {model}", $"{run.Span.GetTagItem("gen_ai.provider.name")} {run.Span.GetTagItem("gen_ai.request.model")}");
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"hi"}]}]""", run.Span.GetTagItem("gen_ai.input.messages"));
        var answer = Assert.IsType<string>(run.Span.GetTagItem("gen_ai.output.messages"));
        var text = call == "meai openai typed" ? "" : "Hello\"}]";
        Assert.StartsWith($$"""[{"role":"assistant","parts":[{"type":"text","content":"{{text}}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_call_is_an_error_and_the_exception_is_the_SDKs()
    {
        await using var run = await RecordedRun.StartAsync();
        var client = new ChatClient(Gpt, new System.ClientModel.ApiKeyCredential("key"), new OpenAI.OpenAIClientOptions
        {
            Endpoint = new Uri(run.Server.BaseAddress, "nowhere"),
            RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(maxRetries: 0),
        });

        await Assert.ThrowsAsync<System.ClientModel.ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: Cancellation));

        Assert.Equal("System.ClientModel.ClientResultException", run.Span.GetTagItem("error.type"));
    }

    private static BinaryContent RawBody(string json) => BinaryContent.Create(BinaryData.FromString(json));

    /// <summary>Makes a call.</summary>
    internal static Task CallAsync(string call, LoopbackServer server) => Table[call].AskAsync(server);

    private static Task Done(object result)
    {
        Assert.NotNull(result);
        return Task.CompletedTask;
    }
}
