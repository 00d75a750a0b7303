using System.ClientModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Anthropic;
using Anthropic.Models.Messages;
using Anthropic.Services;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using OpenAI.Responses;
using ChatRequest = OllamaSharp.Models.Chat.ChatRequest;
using ChatResponseStream = OllamaSharp.Models.Chat.ChatResponseStream;

namespace AgentTracing.IntegrationTests.Loopback;

/// <summary>
/// Every annotated call whose client exposes its endpoint records it on the span and on the metrics: back ends draw service maps from it.
/// </summary>
[Experimental("OPENAI001")]
public sealed partial class EndPointTests
{
    private static readonly Dictionary<string, Func<LoopbackServer, Task>> Calls = new()
    {
        ["chat by a primary constructor"] = static server => new Primary(server.OpenAIChat()).AskAsync("hi"),
        ["chat by a field that another method uses"] = static server => new ByHelper(server.OpenAIChat()).AskAsync("hi"),
        ["streamed chat"] = static server => new Primary(server.OpenAIChat()).AskInPartsAsync("hi").ToListAsync(),
        ["chat by a parameter"] = static server => Static.AskAsync(server.OpenAIChat(), "hi"),
        ["responses by a property"] = static server => new Properties(server.OpenAIResponses()).AskAsync("hi"),
        ["embeddings beside chat"] = static server => new Several(server.OpenAIChat(), server.OpenAIEmbeddings()).EmbedAsync("hi"),
        ["chat beside embeddings"] = static server => new Several(server.OpenAIChat(), server.OpenAIEmbeddings()).AskAsync("hi"),
        ["a field of a base type"] = static server => new Derived(server.OpenAIChat()).AskAsync("hi"),
        ["Anthropic's client"] = static server => new Claude(server.Anthropic()).AskAsync(Parameters()),
        ["Anthropic's service"] = static server => Static.AskAsync(server.Anthropic().Messages, Parameters()),
        ["Ollama's client"] = static server => new Local(server.Ollama()).AskAsync(new ChatRequest { Model = "llama-test", Messages = [] }).ToListAsync(),
        ["an IChatClient"] = static server => new Adapted(server.OpenAIChat().AsIChatClient()).AskAsync("hi"),
        ["an IChatClient of Anthropic's"] = static server => new Adapted(server.Anthropic().AsIChatClient("claude-test")).AskAsync("hi"),
        ["a pipeline"] = static server => new Adapted(((IChatClient)server.Ollama()).AsBuilder().UseFunctionInvocation().Build()).AskAsync("hi"),
        ["an IEmbeddingGenerator"] = static server => new Generator(server.OpenAIEmbeddings().AsIEmbeddingGenerator()).EmbedAsync(["hi"]),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_span_of_a_call_has_the_server(string name)
    {
        await using var server = await LoopbackClients.StartAsync(
            new ScriptedReply { Chunks = ["Hi"], Embedding = [1, 2], Usage = new ScriptedUsage { InputTokens = 3, OutputTokens = 2 } });
        using var telemetry = new TelemetryRun();

        await Calls[name](server);

        // Anthropic's SDK emits spans as well.
        var span = Assert.Single(telemetry.Spans, static span => span.Source.Name == AgentTelemetry.SourceName);
        Assert.Equal((server.BaseAddress.Host, (long)server.BaseAddress.Port), (span.GetTagItem("server.address"), span.GetTagItem("server.port")));
        Assert.Equal(ActivityKind.Client, span.Kind);
    }

    [Fact]
    public async Task Two_clients_in_one_call_are_ambiguous_and_ignored()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("Hi"));
        using var telemetry = new TelemetryRun();

        await new Either(server.OpenAIChat(), server.OpenAIChat("other")).AskAsync("hi");

        Assert.Null(Assert.Single(telemetry.Spans).GetTagItem("server.address"));
    }

    [Fact]
    public async Task Endpoint_and_client_supply_what_the_attribute_does_not_name()
    {
        await using var server = await LoopbackClients.StartAsync(ScriptedReply.Say("Hi"));
        using var telemetry = new TelemetryRun();

        await new Unnamed(server.OpenAIChat("gpt-4o-mini").AsIChatClient()).AskAsync("hi");
        await Assert.ThrowsAnyAsync<Exception>(() => new Primary(AzureChat()).AskAsync("hi"));

        Assert.Equal("openai", telemetry.Named("chat gpt-4o-mini").GetTagItem("gen_ai.provider.name"));
        var azure = telemetry.Named("chat gpt-test");
        Assert.Equal(("azure.ai.openai", "nothing.openai.azure.com"), (azure.GetTagItem("gen_ai.provider.name"), azure.GetTagItem("server.address")));
    }

    /// <summary>An OpenAI client for an Azure endpoint that does not exist.</summary>
    private static ChatClient AzureChat()
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri("https://nothing.openai.azure.com/openai/v1/"),
            Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new HttpClient(new Refusing())),
            RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(0),
        };
        return new ChatClient("gpt-4o", new ApiKeyCredential("key"), options);
    }

    private static MessageCreateParams Parameters() => new() { Model = "claude-test", MaxTokens = 10, Messages = [new UserMessageParam("hi")] };

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("refused");
    }

    private sealed partial class Primary(ChatClient client)
    {
        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ChatCompletion>> AskAsync(string text);

        private Task<ClientResult<ChatCompletion>> AskCoreAsync(string text) => client.AskAsync(text);

        [LlmCall(Model = "gpt-test")]
        public partial IAsyncEnumerable<StreamingChatCompletionUpdate> AskInPartsAsync(string text);

        private async IAsyncEnumerable<StreamingChatCompletionUpdate> AskInPartsCoreAsync(string text)
        {
            await foreach (var update in client.AskStreaming(text))
                yield return update;
        }
    }

    private sealed partial class ByHelper(ChatClient client)
    {
        private readonly ChatClient _client = client;

        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ChatCompletion>> AskAsync(string text);

        private Task<ClientResult<ChatCompletion>> AskCoreAsync(string text) => SendAsync(text);

        private Task<ClientResult<ChatCompletion>> SendAsync(string text) => _client.AskAsync(text);
    }

    private static partial class Static
    {
        [LlmCall(Model = "gpt-test")]
        public static partial Task<ClientResult<ChatCompletion>> AskAsync(ChatClient client, string text);

        private static Task<ClientResult<ChatCompletion>> AskCoreAsync(ChatClient client, string text) => client.AskAsync(text);

        [LlmCall]
        public static partial Task<Anthropic.Models.Messages.Message> AskAsync(IMessageService service, MessageCreateParams parameters);

        private static Task<Anthropic.Models.Messages.Message> AskCoreAsync(IMessageService service, MessageCreateParams parameters)
            => service.Create(parameters, LoopbackClients.Cancellation);
    }

    [Experimental("OPENAI001")]
    private sealed partial class Properties(ResponsesClient client)
    {
        private ResponsesClient Client { get; } = client;

        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ResponseResult>> AskAsync(string text);

        private Task<ClientResult<ResponseResult>> AskCoreAsync(string text) => Client.AskAsync();
    }

    private sealed partial class Several(ChatClient chat, EmbeddingClient embeddings)
    {
        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ChatCompletion>> AskAsync(string text);

        private Task<ClientResult<ChatCompletion>> AskCoreAsync(string text) => chat.AskAsync(text);

        [LlmCall(Model = "embed-test", Operation = LlmOperation.Embeddings)]
        public partial Task<ClientResult<OpenAIEmbedding>> EmbedAsync(string text);

        private Task<ClientResult<OpenAIEmbedding>> EmbedCoreAsync(string text) => embeddings.GenerateEmbeddingAsync(text, cancellationToken: LoopbackClients.Cancellation);
    }

    private abstract class Base(ChatClient client)
    {
        protected readonly ChatClient _inherited = client;
    }

    private sealed partial class Derived(ChatClient client) : Base(client)
    {
        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ChatCompletion>> AskAsync(string text);

        private Task<ClientResult<ChatCompletion>> AskCoreAsync(string text) => _inherited.AskAsync(text);
    }

    private sealed partial class Either(ChatClient first, ChatClient second)
    {
        [LlmCall(Model = "gpt-test")]
        public partial Task<ClientResult<ChatCompletion>> AskAsync(string text);

        private Task<ClientResult<ChatCompletion>> AskCoreAsync(string text) => (text.Length > 1 ? first : second).AskAsync(text);
    }

    private sealed partial class Claude(AnthropicClient client)
    {
        [LlmCall]
        public partial Task<Anthropic.Models.Messages.Message> AskAsync(MessageCreateParams parameters);

        private Task<Anthropic.Models.Messages.Message> AskCoreAsync(MessageCreateParams parameters) => client.Messages.Create(parameters, LoopbackClients.Cancellation);
    }

    private sealed partial class Local(IOllamaApiClient ollama)
    {
        [LlmCall(Provider = "ollama")]
        public partial IAsyncEnumerable<ChatResponseStream?> AskAsync(ChatRequest request);

        private IAsyncEnumerable<ChatResponseStream?> AskCoreAsync(ChatRequest request) => ollama.ChatAsync(request, LoopbackClients.Cancellation);
    }

    private sealed partial class Adapted(IChatClient chat)
    {
        [LlmCall(Model = "gpt-test")]
        public partial Task<ChatResponse> AskAsync(string text);

        private Task<ChatResponse> AskCoreAsync(string text)
            => chat.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = 10 }, LoopbackClients.Cancellation);
    }

    private sealed partial class Unnamed(IChatClient chat)
    {
        [LlmCall]
        public partial Task<ChatResponse> AskAsync(string text);

        private Task<ChatResponse> AskCoreAsync(string text) => chat.GetResponseAsync(text, cancellationToken: LoopbackClients.Cancellation);
    }

    private sealed partial class Generator(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        [LlmCall(Operation = LlmOperation.Embeddings)]
        public partial Task<GeneratedEmbeddings<Embedding<float>>> EmbedAsync(string[] texts);

        private Task<GeneratedEmbeddings<Embedding<float>>> EmbedCoreAsync(string[] texts) => generator.GenerateAsync(texts, cancellationToken: LoopbackClients.Cancellation);
    }
}
