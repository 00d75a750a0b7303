using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>The community's Mistral.SDK, described from its public source.</summary>
internal static class Mistral
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Mistral.SDK")
    {
        Property = "MistralSDK",
        Provider = ProviderNames.Mistral,
        Calls =
        [
            Call("Mistral.SDK.Completions.CompletionsEndpoint", ["GetCompletionAsync"], Chat, Options),
            Call("Mistral.SDK.Completions.CompletionsEndpoint", ["StreamCompletionAsync"], Chat, Options, Streaming),
            Call("Mistral.SDK.Embeddings.EmbeddingsEndpoint", ["GetEmbeddingsAsync"], Embeddings, Options),
        ],
        Models =
        [
            new(ProviderNames.Mistral, ["Mistral.SDK.DTOs.ChatCompletionRequest", "Mistral.SDK.DTOs.EmbeddingRequest"]),
        ],
        Requests =
        [
            "Mistral.SDK.DTOs.ChatCompletionRequest",
            "Mistral.SDK.DTOs.EmbeddingRequest",
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Mistral, model, traits);
}
