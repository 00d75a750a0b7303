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

/// <summary>Calls of the real SDKs, with nothing about tracing in them.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class RealSdkTests
{
    private const string Gpt = "gpt-4o-mini";
    private const string Claude = "claude-sonnet-4-6";

    public static TheoryData<string, string, string> Calls => new()
    {
        { "openai", "openai", Gpt },
        { "openai sync", "openai", Gpt },
        { "openai embeddings", "openai", "text-embedding-3-small" },
        { "openai raw", "openai", Gpt },
        { "openai raw sync", "openai", Gpt },
        { "openai responses raw", "openai", Gpt },
        { "openai embeddings raw", "openai", "text-embedding-3-small" },
        { "openai stream", "openai", Gpt },
        { "openai stream params", "openai", Gpt },
        { "openai stream sync", "openai", Gpt },
        { "openai stream sync params", "openai", Gpt },
        { "openai responses", "openai", Gpt },
        { "openai responses stream", "openai", Gpt },
        { "openai responses stream sync", "openai", Gpt },
        { "anthropic", "anthropic", Claude },
        { "anthropic stream", "anthropic", Claude },
        { "anthropic beta", "anthropic", Claude },
        { "anthropic beta stream", "anthropic", Claude },
        { "ollama chat", "ollama", "llama-test" },
        { "ollama generate", "ollama", "llama-test" },
        { "ollama embed", "ollama", "llama-test" },
        { "azure", "azure.ai.inference", Gpt },
        { "azure sync", "azure.ai.inference", Gpt },
        { "azure stream", "azure.ai.inference", Gpt },
        { "azure stream sync", "azure.ai.inference", Gpt },
        { "meai openai", "openai", Gpt },
        { "meai openai stream", "openai", Gpt },
        { "meai openai typed", "openai", Gpt },
        { "meai anthropic stream", "anthropic", Claude },
        { "meai ollama", "ollama", "llama-test" },
        { "meai embeddings", "openai", "text-embedding-3-small" },
    };

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

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
    public async Task The_content_of_a_call_is_what_was_asked_and_answered(string call, string provider, string model)
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
    internal static async Task CallAsync(string call, LoopbackServer server)
    {
        var question = new MessageCreateParams { Model = Claude, MaxTokens = 100, Messages = [new UserMessageParam("hi")] };
        var beta = new Beta.MessageCreateParams { Model = Claude, MaxTokens = 100, Messages = [new Beta.BetaUserMessageParam("hi")] };
        var azure = new ChatCompletionsOptions([new ChatRequestUserMessage("hi")]) { Model = Gpt };
        var asking = new ChatCompletionsOptions([new ChatRequestUserMessage("hi")])
        {
            Model = Gpt,
            AdditionalProperties = { ["stream_options"] = BinaryData.FromString("""{"include_usage":true}""") },
        };
        switch (call)
        {
            case "openai":
                await server.OpenAIChat(Gpt).CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: Cancellation);
                break;
            case "openai sync":
                server.OpenAIChat(Gpt).CompleteChat(new UserChatMessage("hi"));
                break;
            case "openai raw":
                await server.OpenAIChat("another").CompleteChatAsync(RawBody($$"""{"model":"{{Gpt}}","messages":[{"role":"user","content":"hi"}]}"""));
                break;
            case "openai raw sync":
                server.OpenAIChat("another").CompleteChat(RawBody($$"""{"model":"{{Gpt}}","messages":[{"role":"user","content":"hi"}]}"""));
                break;
            case "openai responses raw":
                await server.OpenAIResponses().CreateResponseAsync(RawBody($$"""{"model":"{{Gpt}}","input":"hi"}"""));
                break;
            case "openai embeddings raw":
                await server.OpenAIEmbeddings("another").GenerateEmbeddingsAsync(RawBody("""{"model":"text-embedding-3-small","input":["hi"]}"""));
                break;
            case "openai stream":
                await server.OpenAIChat(Gpt).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: Cancellation).ToListAsync();
                break;
            case "openai stream params":
                await server.OpenAIChat(Gpt).CompleteChatStreamingAsync(new UserChatMessage("hi")).ToListAsync();
                break;
            case "openai stream sync":
                _ = server.OpenAIChat(Gpt).CompleteChatStreaming([new UserChatMessage("hi")], cancellationToken: Cancellation).ToList();
                break;
            case "openai stream sync params":
                _ = server.OpenAIChat(Gpt).CompleteChatStreaming(new UserChatMessage("hi")).ToList();
                break;
            case "openai responses":
                await server.OpenAIResponses().CreateResponseAsync(Gpt, "hi", cancellationToken: Cancellation);
                break;
            case "openai responses stream":
                await server.OpenAIResponses().CreateResponseStreamingAsync(Gpt, "hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "openai responses stream sync":
                _ = server.OpenAIResponses().CreateResponseStreaming(Gpt, "hi", cancellationToken: Cancellation).ToList();
                break;
            case "openai embeddings":
                await server.OpenAIEmbeddings("text-embedding-3-small").GenerateEmbeddingsAsync(["hi"], cancellationToken: Cancellation);
                break;
            case "anthropic":
                await server.Anthropic().Messages.Create(question, Cancellation);
                break;
            case "anthropic stream":
                await server.Anthropic().Messages.CreateStreaming(question, Cancellation).ToListAsync();
                break;
            case "anthropic beta":
                await server.Anthropic().Beta.Messages.Create(beta, Cancellation);
                break;
            case "anthropic beta stream":
                await server.Anthropic().Beta.Messages.CreateStreaming(beta, Cancellation).ToListAsync();
                break;
            case "ollama chat":
                await server.Ollama().ChatAsync(new() { Messages = [new("user", "hi")] }, Cancellation).ToListAsync();
                break;
            case "ollama generate":
                await server.Ollama().GenerateAsync(new GenerateRequest { Prompt = "hi" }, Cancellation).ToListAsync();
                break;
            case "ollama embed":
                await server.Ollama().EmbedAsync(new EmbedRequest { Input = ["hi"] }, Cancellation);
                break;
            case "azure":
                await server.AzureInferenceChat().CompleteAsync(azure, Cancellation);
                break;
            case "azure sync":
                server.AzureInferenceChat().Complete(azure, Cancellation);
                break;
            case "azure stream":
                await (await server.AzureInferenceChat().CompleteStreamingAsync(asking, Cancellation)).ToListAsync();
                break;
            case "azure stream sync":
                await server.AzureInferenceChat().CompleteStreaming(asking, Cancellation).ToListAsync();
                break;
            case "meai openai":
                await server.OpenAIChat(Gpt).AsIChatClient().GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "meai openai stream":
                await server.OpenAIChat(Gpt).AsIChatClient().GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "meai openai typed":
                await server.OpenAIChat(Gpt).AsIChatClient().GetResponseAsync<string>("hi", cancellationToken: Cancellation);
                break;
            case "meai anthropic stream":
                await server.Anthropic().AsIChatClient(Claude).GetStreamingResponseAsync("hi", cancellationToken: Cancellation).ToListAsync();
                break;
            case "meai ollama":
                await ((IChatClient)server.Ollama()).GetResponseAsync("hi", cancellationToken: Cancellation);
                break;
            case "meai embeddings":
                await server.OpenAIEmbeddings("text-embedding-3-small").AsIEmbeddingGenerator().GenerateAsync(["hi"], cancellationToken: Cancellation);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call));
        }
    }
}
