namespace AgentTracing.Generators.Tests.Interception;

/// <summary>
/// Snapshots of the code generated for calls of the real SDKs: in a project with only that SDK and, for SDKs that adapt others, in a
/// project with all of them.
/// </summary>
public sealed class CallShapeTests
{
    private const string ChatClientCalls = """
        public static class Program
        {
            public static async Task Ask(IChatClient client, IEmbeddingGenerator<string, Embedding<float>> generator, CancellationToken token)
            {
                await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { ModelId = "gpt-4o" }, token);
                await client.GetResponseAsync(cancellationToken: token, messages: [new ChatMessage(ChatRole.User, "hi")]);
                await client.GetResponseAsync("hi");
                await foreach (var update in client.GetStreamingResponseAsync("hi").WithCancellation(token).ConfigureAwait(false))
                    Console.Write(update);
                await generator.GenerateAsync(["a", "b"]);
                await generator.GenerateAndZipAsync(["a", "b"]);
                await client.GetResponseAsync<Answer>("hi");
            }

            private sealed class Answer;
        }
        """;

    private const string AgentCalls = """
        using Microsoft.Agents.AI;

        public static class Program
        {
            public static async Task Ask(AIAgent agent, AgentSession session, CancellationToken token)
            {
                await agent.RunAsync("hi", session, cancellationToken: token);
                await agent.RunAsync<int>([new ChatMessage(ChatRole.User, "hi")]);
                await foreach (var update in agent.RunStreamingAsync("hi"))
                    Console.Write(update);
            }
        }
        """;

    private const string KernelCalls = """
        #pragma warning disable SKEXP0120
        using System.Text.Json;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;

        public static class Program
        {
            public static async Task Ask(Kernel kernel, IChatCompletionService service, ChatHistory history, KernelArguments arguments)
            {
                await service.GetChatMessageContentsAsync(history);
                await kernel.InvokePromptAsync("hi", arguments);
                await kernel.InvokePromptAsync<string>("hi", arguments);
                await kernel.InvokePromptAsync<string>("hi", arguments, null, null, null);
                await kernel.InvokePromptAsync<Answer>(JsonSerializerOptions.Default, "hi");
                await foreach (var content in kernel.InvokePromptStreamingAsync("hi"))
                    Console.Write(content);
                await foreach (var content in kernel.InvokePromptStreamingAsync<StreamingChatMessageContent>("hi", arguments))
                    Console.Write(content);
            }

            private sealed class Answer;
        }
        """;

    [Fact]
    public void Microsoft_Extensions_AI() => InterceptionTest.Verify(ChatClientCalls, "Microsoft.Extensions.AI");

    [Fact]
    public void Microsoft_Extensions_AI_among_all_SDKs() => InterceptionTest.Verify(ChatClientCalls);

    [Fact]
    public void OpenAI() => InterceptionTest.Verify("""
        using OpenAI.Chat;
        using OpenAI.Embeddings;

        public static class Program
        {
            public static async Task Ask(ChatClient client, EmbeddingClient embeddings)
            {
                client.CompleteChat(new UserChatMessage("a"), new UserChatMessage("b"));
                ChatCompletion completion = await client.CompleteChatAsync([new UserChatMessage("hi")]);
                await embeddings.GenerateEmbeddingsAsync(["a"]);
            }
        }
        """, "OpenAI");

    [Fact]
    public void Raw_bodies() => InterceptionTest.Verify("""
        #pragma warning disable OPENAI001
        using System.ClientModel;
        using OpenAI.Chat;
        using OpenAI.Embeddings;
        using OpenAI.Responses;

        public static class Program
        {
            public static async Task Ask(ChatClient client, ResponsesClient responses, EmbeddingClient embeddings, BinaryContent body)
            {
                client.CompleteChat(body);
                await client.CompleteChatAsync(body);
                await responses.CreateResponseAsync(body);
                await embeddings.GenerateEmbeddingsAsync(body);
            }
        }
        """, "OpenAI");

    [Fact]
    public void Anthropic() => InterceptionTest.Verify("""
        using Anthropic;
        using Anthropic.Models.Messages;

        public static class Program
        {
            public static async Task Ask(IAnthropicClient client, MessageCreateParams question, Anthropic.Models.Beta.Messages.MessageCreateParams beta)
            {
                await client.Messages.Create(question);
                await foreach (var item in client.Messages.CreateStreaming(question))
                    Console.Write(item);
                await client.Beta.Messages.Create(beta);
                await foreach (var item in client.Beta.Messages.CreateStreaming(beta))
                    Console.Write(item);
            }
        }
        """, "Anthropic");

    [Fact]
    public void OllamaSharp() => InterceptionTest.Verify("""
        using OllamaSharp;
        using OllamaSharp.Models;
        using OllamaSharp.Models.Chat;

        public static class Program
        {
            public static async Task Ask(IOllamaApiClient client, OllamaApiClient concrete)
            {
                await foreach (var item in client.ChatAsync(new ChatRequest()))
                    Console.Write(item);
                await foreach (var item in concrete.GenerateAsync(new GenerateRequest()))
                    Console.Write(item);
                await client.EmbedAsync(new EmbedRequest());
            }
        }
        """, "OllamaSharp");

    [Fact]
    public void Azure_AI_Inference() => InterceptionTest.Verify("""
        using Azure.AI.Inference;

        public static class Program
        {
            public static async Task Ask(ChatCompletionsClient client, ChatCompletionsOptions options, EmbeddingsClient embeddings)
            {
                client.Complete(options);
                await client.CompleteAsync(options);
                await embeddings.EmbedAsync(new EmbeddingsOptions(["a"]));
            }
        }
        """, "Azure.AI.Inference");

    [Fact]
    public void Streams_of_the_SDKs_own_types() => InterceptionTest.Verify("""
        #pragma warning disable OPENAI001
        using Azure.AI.Inference;
        using OpenAI.Chat;
        using OpenAI.Responses;

        public static class Program
        {
            public static async Task Ask(ChatClient client, ResponsesClient responses, ChatCompletionsClient azure, CancellationToken token)
            {
                await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: token))
                    Console.Write(update);
                await foreach (var update in client.CompleteChatStreamingAsync(new UserChatMessage("a"), new UserChatMessage("b")).WithCancellation(token))
                    Console.Write(update);
                foreach (var update in client.CompleteChatStreaming("hi"))
                    Console.Write(update);
                await foreach (var update in responses.CreateResponseStreamingAsync("gpt-4o", "hi"))
                    Console.Write(update);
                await foreach (var update in await azure.CompleteStreamingAsync(new ChatCompletionsOptions()))
                    Console.Write(update);
                using StreamingResponse<StreamingChatCompletionsUpdate> response = azure.CompleteStreaming(new ChatCompletionsOptions());
            }
        }
        """);

    [Fact]
    public void Agents() => InterceptionTest.Verify(AgentCalls, "Microsoft.Agents.AI.Abstractions");

    [Fact]
    public void Agents_among_all_SDKs() => InterceptionTest.Verify(AgentCalls);

    [Fact]
    public void Betalgo() => InterceptionTest.Verify("""
        using Betalgo.Ranul.OpenAI.Interfaces;
        using Betalgo.Ranul.OpenAI.ObjectModels.RequestModels;

        public static class Program
        {
            public static async Task Ask(IOpenAIService service, ChatCompletionCreateRequest request)
            {
                await service.ChatCompletion.CreateCompletion(request, "gpt-4o");
                await foreach (var item in service.ChatCompletion.CreateCompletionAsStream(request))
                    Console.Write(item);
            }
        }
        """, "Betalgo.Ranul.OpenAI");

    [Fact]
    public void Semantic_Kernel() => InterceptionTest.Verify(KernelCalls, "Microsoft.SemanticKernel.Connectors.OpenAI");

    [Fact]
    public void Semantic_Kernel_among_all_SDKs() => InterceptionTest.Verify(KernelCalls);

    /// <summary>The types that adapters read depend on the other referenced SDKs: one, or several, that they can adapt.</summary>
    [Theory]
    [MemberData(nameof(SdksBeside))]
    public void Readers_of_adapters_compile_beside_any_SDK(string adapter, string beside)
    {
        var calls = adapter switch
        {
            "Microsoft.Extensions.AI" => ChatClientCalls,
            "Microsoft.Agents.AI.Abstractions" => AgentCalls,
            _ => KernelCalls,
        };
        Assert.NotEmpty(InterceptionTest.Run(InterceptionTest.CreateAlone(calls, adapter, beside)).Intercepted);
    }

    public static TheoryData<string, string> SdksBeside()
    {
        string[] adapters = ["Microsoft.Extensions.AI", "Microsoft.Agents.AI.Abstractions", "Microsoft.SemanticKernel.Core"];
        string[] sdks =
        [
            "Anthropic", "Azure.AI.Inference", "Betalgo.Ranul.OpenAI", "LLamaSharp", "Microsoft.Agents.AI.Abstractions", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Evaluation",
            "Microsoft.Extensions.AI.OpenAI", "Microsoft.SemanticKernel.Connectors.OpenAI", "ModelContextProtocol.Core", "OllamaSharp", "OpenAI",
        ];
        var pairs = new TheoryData<string, string>();
        foreach (var adapter in adapters)
        {
            foreach (var sdk in sdks)
                pairs.Add(adapter, sdk);
        }

        return pairs;
    }

    [Fact]
    public void Responses_and_structured_answers() => Assert.Equal(3, InterceptionTest.Run("""
        #pragma warning disable OPENAI001
        using Anthropic.Models.Messages;
        using Anthropic.Services;
        using OpenAI.Responses;

        public static class Program
        {
            public static async Task Ask(ResponsesClient responses, IMessageService messages)
            {
                await responses.CreateResponseAsync("gpt-4o", "hi");
                responses.CreateResponse(new CreateResponseOptions());
                await messages.Create<Answer>(new MessageCreateParams { Model = "claude", MaxTokens = 1, Messages = [] });
            }

            public sealed class Answer;
        }
        """).Intercepted.Count());

    [Fact]
    public void Places_of_calls()
    {
        var test = InterceptionTest.Run("""
            public class Program
            {
                private readonly Func<IChatClient, Task<ChatResponse>> _field = client => client.GetResponseAsync("field");

                public static async Task Ask(IChatClient? maybe, IChatClient[] clients)
                {
                    await (maybe?.GetResponseAsync("conditional") ?? Task.FromResult(new ChatResponse()));
                    await maybe!.GetResponseAsync("forgiven");
                    await Task.WhenAll(clients.Select(client => client.GetResponseAsync("lambda")));
                    await Task.WhenAll(from client in clients select client.GetResponseAsync("query"));
                    await Local();
                    await Microsoft.Extensions.AI.ChatClientStructuredOutputExtensions.GetResponseAsync<int>(maybe!, "static");

                    Task Local() => maybe!.GetResponseAsync("local function");
                }
            }
            """);

        Assert.Equal(7, test.Intercepted.Count());
        Assert.Contains("Source0.cs(7,23)", test.Intercepted);
    }
}
