using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;
using Anthropic;
using Azure;
using Azure.AI.Inference;
using LoopbackLlm;
using OllamaSharp;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Responses;

namespace AgentTracing.Tests.Shared;

/// <summary>Real SDK clients for a loopback server. None retries failed requests.</summary>
internal static class LoopbackClients
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LoopbackServer> StartAsync(LoopbackScript script, LoopbackServerOptions? options = null) =>
        LoopbackServer.StartAsync(script, options, Cancellation);

    public static Task<LoopbackServer> StartAsync(ScriptedReply reply) => StartAsync(LoopbackScript.Always(reply));

    public static ChatClient OpenAIChat(this LoopbackServer server, string model = "gpt-test") =>
        new(model, new ApiKeyCredential("key"), OpenAIOptions(server.OpenAIAddress));

    public static EmbeddingClient OpenAIEmbeddings(this LoopbackServer server, string model = "embed-test") =>
        new(model, new ApiKeyCredential("key"), OpenAIOptions(server.OpenAIAddress));

    /// <summary>Calls OpenAI's chat and reads the whole response.</summary>
    public static Task<ClientResult<ChatCompletion>> AskAsync(this ChatClient client, string text = "hi") =>
        client.CompleteChatAsync([new UserChatMessage(text)], cancellationToken: Cancellation);

    /// <summary>Calls OpenAI's chat and returns the response as a stream.</summary>
    public static AsyncCollectionResult<StreamingChatCompletionUpdate> AskStreaming(this ChatClient client, string text = "hi") =>
        client.CompleteChatStreamingAsync([new UserChatMessage(text)], cancellationToken: Cancellation);

    [Experimental("OPENAI001")]
    public static ResponsesClient OpenAIResponses(this LoopbackServer server) => new(
        new ApiKeyCredential("key"),
        new ResponsesClientOptions { Endpoint = server.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    /// <summary>Calls OpenAI's Responses API and reads the whole response.</summary>
    [Experimental("OPENAI001")]
    public static Task<ClientResult<ResponseResult>> AskAsync(this ResponsesClient client) =>
        client.CreateResponseAsync("gpt-test", "hi", cancellationToken: Cancellation);

    /// <summary>Calls OpenAI's Responses API and returns the response as a stream.</summary>
    [Experimental("OPENAI001")]
    public static AsyncCollectionResult<StreamingResponseUpdate> AskStreaming(this ResponsesClient client) =>
        client.CreateResponseStreamingAsync("gpt-test", "hi", cancellationToken: Cancellation);

    /// <summary>OpenAI's SDK with the paths of an Azure deployment, as Azure.AI.OpenAI uses them.</summary>
    public static ChatClient AzureOpenAIChat(this LoopbackServer server, string deployment) =>
        new("ignored", new ApiKeyCredential("key"), OpenAIOptions(new Uri(server.BaseAddress, $"openai/deployments/{deployment}")));

    public static AnthropicClient Anthropic(this LoopbackServer server) =>
        new() { BaseUrl = server.BaseAddress.ToString().TrimEnd('/'), ApiKey = "key", MaxRetries = 0 };

    public static ChatCompletionsClient AzureInferenceChat(this LoopbackServer server) =>
        new(server.BaseAddress, new AzureKeyCredential("key"), AzureInferenceOptions());

    public static EmbeddingsClient AzureInferenceEmbeddings(this LoopbackServer server) =>
        new(server.BaseAddress, new AzureKeyCredential("key"), AzureInferenceOptions());

    public static OllamaApiClient Ollama(this LoopbackServer server, string model = "llama-test") => new(server.BaseAddress, model);

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> stream)
    {
        var items = new List<T>();
        await foreach (var item in stream.WithCancellation(Cancellation))
            items.Add(item);
        return items;
    }

    private static OpenAIClientOptions OpenAIOptions(Uri endpoint) =>
        new() { Endpoint = endpoint, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };

    private static AzureAIInferenceClientOptions AzureInferenceOptions()
    {
        var options = new AzureAIInferenceClientOptions();
        options.Retry.MaxRetries = 0;
        return options;
    }
}
