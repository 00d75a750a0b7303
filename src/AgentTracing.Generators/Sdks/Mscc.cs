using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>The community's Mscc.GenerativeAI, described from its public source.</summary>
internal static class Mscc
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Mscc.GenerativeAI")
    {
        Property = "MsccGenerativeAI",
        Provider = ProviderNames.Gemini,
        Calls =
        [
            Call("Mscc.GenerativeAI.GenerativeModel", ["GenerateContent"], GenerateContent, Client | Options),
            Call("Mscc.GenerativeAI.GenerativeModel", ["GenerateContentStream"], GenerateContent, Client | Options, Streaming),
            Call("Mscc.GenerativeAI.GenerativeModel", ["EmbedContent"], Embeddings, Client),
            Call("Mscc.GenerativeAI.ChatSession", ["SendMessage"], GenerateContent, Client),
            Call("Mscc.GenerativeAI.ChatSession", ["SendMessageStream"], GenerateContent, Client, Streaming),
        ],
        Models =
        [
            new(ProviderNames.Gemini, ["Mscc.GenerativeAI.GenerativeModel", "Mscc.GenerativeAI.GoogleAI"]),
            new(ProviderNames.VertexAI, ["Mscc.GenerativeAI.VertexAI"]),
        ],
        Requests =
        [
            "Mscc.GenerativeAI.GenerationConfig",
            "Mscc.GenerativeAI.Types.GenerationConfig",
            "Mscc.GenerativeAI.GenerateContentRequest",
            "Mscc.GenerativeAI.Types.GenerateContentRequest",
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Gemini, model, traits);
}
