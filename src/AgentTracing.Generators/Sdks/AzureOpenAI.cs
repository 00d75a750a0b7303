using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>
/// Azure's OpenAI. The client of its 1.0 betas has its own calls; later ones derive from OpenAI's. Its deployments are not models.
/// </summary>
internal static class AzureOpenAI
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Azure.AI.OpenAI")
    {
        Property = "OpenAI",
        Provider = ProviderNames.AzureOpenAI,
        Calls =
        [
            Call(["GetChatCompletions", "GetChatCompletionsAsync"], Chat),
            Call(["GetChatCompletionsStreaming", "GetChatCompletionsStreamingAsync"], Chat, Streaming | NotInterceptable),
            Call(["GetCompletions", "GetCompletionsAsync"], TextCompletion),
            Call(["GetCompletionsStreaming", "GetCompletionsStreamingAsync"], TextCompletion, Streaming | NotInterceptable),
            Call(["GetEmbeddings", "GetEmbeddingsAsync"], Embeddings),
            Call(["GetImageGenerations", "GetImageGenerationsAsync"], ImageGeneration),
        ],
    };

    private static LlmApi Call(string[] methods, string operation, LlmApiTraits traits = None)
        => new("Azure.AI.OpenAI.OpenAIClient", methods, operation, ProviderNames.AzureOpenAI, Options | Argument, traits);
}
