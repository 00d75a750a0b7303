using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Azure.AI.Inference.</summary>
internal static class AzureInference
{
    /// <summary>The client of chat. It traces itself with a source of its own name.</summary>
    private const string ChatClient = "Azure.AI.Inference.ChatCompletionsClient";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Azure.AI.Inference")
    {
        Property = "AzureAIInference",
        Provider = ProviderNames.AzureInference,
        Sources = [NativeSources.AzureInference],
        TracedClient = new TracedClient(ChatClient, NativeSources.AzureInference),
        Streams = [("Azure.AI.Inference.StreamingResponse`1", SdkStreamKind.AzureStreaming)],
        Formats =
        [
            new("Azure.AI.Inference.ChatCompletionsResponseFormatJsonObject", "json"),
            new("Azure.AI.Inference.ChatCompletionsResponseFormatJsonSchema", "json"),
            new("Azure.AI.Inference.ChatCompletionsResponseFormatText", "text"),
        ],
        Calls =
        [
            Call(ChatClient, ["Complete", "CompleteAsync"], Chat, Options) with
            {
                NativeSource = NativeSources.AzureInference,
            },
            Call(ChatClient, ["CompleteStreaming", "CompleteStreamingAsync"], Chat, Options, Streaming | UsageOnRequest) with
            {
                NativeSource = NativeSources.AzureInference,
            },
            Call("Azure.AI.Inference.EmbeddingsClient", ["Embed", "EmbedAsync"], Embeddings, Options),
            Call("Azure.AI.Inference.ImageEmbeddingsClient", ["Embed", "EmbedAsync"], Embeddings, Options),
        ],
        Models =
        [
            new(
                ProviderNames.AzureInference,
                [
                    "Azure.AI.Inference.ChatCompletionsOptions",
                    "Azure.AI.Inference.EmbeddingsOptions",
                    "Azure.AI.Inference.ImageEmbeddingsOptions",
                    "Microsoft.Extensions.AI.AzureAIInferenceExtensions",
                ]),
        ],
        Requests =
        [
            "Azure.AI.Inference.ChatCompletionsOptions",
            "Azure.AI.Inference.EmbeddingsOptions",
            "Azure.AI.Inference.ImageEmbeddingsOptions",
        ],
        Responses =
        [
            new("Azure.Response`1") { Root = "Value" },
        ],
        Inputs =
        [
            new("Azure.AI.Inference.ChatCompletionsOptions") { Messages = "Messages", Tools = "Tools" },
            new("Azure.AI.Inference.ChatRequestMessage") { Wire = "OpenAIChatContent.ReadMessage" },
            new("Azure.AI.Inference.ChatCompletionsToolDefinition") { Wire = "OpenAIChatContent.ReadTool" },
        ],
        Answers =
        [
            new("Azure.AI.Inference.ChatCompletions") { Texts = ["Content"] },
            new("Azure.AI.Inference.StreamingChatCompletionsUpdate") { Texts = ["ContentUpdate"] },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model = Nowhere, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.AzureInference, model, traits);
}
