using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Google's SDK of Vertex AI, described from its public source.</summary>
internal static class GoogleVertexAI
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Google.Cloud.AIPlatform")
    {
        Property = "GoogleVertexAI",
        Provider = ProviderNames.VertexAI,
        Calls =
        [
            Call("Google.Cloud.AIPlatform.V1.PredictionServiceClient", ["GenerateContent", "GenerateContentAsync"], GenerateContent, Options),
            Call("Google.Cloud.AIPlatform.V1.PredictionServiceClient", ["StreamGenerateContent"], GenerateContent, Options, Streaming | NotInterceptable),
        ],
        Models =
        [
            new(ProviderNames.VertexAI, ["Google.Cloud.AIPlatform.V1.GenerateContentRequest"]),
        ],
        Requests =
        [
            "Google.Cloud.AIPlatform.V1.GenerateContentRequest",
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.VertexAI, model, traits);
}
