using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Google's SDK of Gemini, described from its public source.</summary>
internal static class GoogleGenAI
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Google.GenAI")
    {
        Property = "GoogleGenAI",
        Provider = ProviderNames.Gemini,
        RawAnswers = ["Google.GenAI.Types.GenerateContentResponse"],
        RawUpdates = ["Google.GenAI.Types.GenerateContentResponse"],
        Calls =
        [
            Call("Google.GenAI.Models", ["GenerateContentAsync"], GenerateContent, Argument),
            Call("Google.GenAI.Models", ["GenerateContentStreamAsync"], GenerateContent, Argument, Streaming),
            Call("Google.GenAI.Models", ["EmbedContentAsync"], Embeddings, Argument),
        ],
        Models =
        [
            new(ProviderNames.Gemini, ["Google.GenAI.Models", "Microsoft.Extensions.AI.GoogleGenAIExtensions"]),
        ],
        Requests =
        [
            "Google.GenAI.Types.GenerateContentConfig",
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Gemini, model, traits);
}
