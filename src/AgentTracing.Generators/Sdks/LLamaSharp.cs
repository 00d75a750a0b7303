using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>LLamaSharp: models that run in the process. Its streams are texts without usage.</summary>
internal static class LLamaSharp
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("LLama")
    {
        Property = "LLamaSharp",
        Calls =
        [
            new("LLama.Abstractions.ILLamaExecutor", ["InferAsync"], TextCompletion, null, Client, Streaming),
            new("LLama.ChatSession", ["ChatAsync", "RegenerateAssistantMessageAsync"], Chat, null, Client, Streaming),
            new("LLama.LLamaEmbedder", ["GetEmbeddings"], Embeddings, null, Client),
        ],
    };
}
