using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>OllamaSharp.</summary>
internal static class Ollama
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("OllamaSharp")
    {
        Property = "OllamaSharp",
        Provider = ProviderNames.Ollama,
        RawAnswers = ["OllamaSharp.Models.Chat.ChatResponseStream"],
        RawUpdates = ["OllamaSharp.Models.Chat.ChatResponseStream"],
        Calls =
        [
            Call("OllamaSharp.IOllamaApiClient", ["ChatAsync"], Chat, Client | Options, Streaming),
            Call("OllamaSharp.IOllamaApiClient", ["GenerateAsync"], TextCompletion, Client | Options, Streaming),
            Call("OllamaSharp.IOllamaApiClient", ["EmbedAsync"], Embeddings, Client | Options),
            Call("OllamaSharp.IOllamaApiClient", ["SystemOneAsync"], Decision, Options),
            Call("OllamaSharp.OllamaApiClientExtensions", ["GenerateAsync"], TextCompletion, Client, Streaming),
            Call("OllamaSharp.OllamaApiClientExtensions", ["EmbedAsync"], Embeddings, Client),
            Call("OllamaSharp.Chat", ["SendAsync", "SendAsAsync"], Chat, Client, Streaming | Aggregate),
        ],
        Models =
        [
            new(
                ProviderNames.Ollama,
                [
                    "OllamaSharp.OllamaApiClient",
                    "OllamaSharp.IOllamaApiClient",
                    "OllamaSharp.Chat",
                    "OllamaSharp.Models.Chat.ChatRequest",
                    "OllamaSharp.Models.GenerateRequest",
                    "OllamaSharp.Models.EmbedRequest",
                ]),
        ],
        Requests =
        [
            "OllamaSharp.Models.Chat.ChatRequest",
            "OllamaSharp.Models.GenerateRequest",
            "OllamaSharp.Models.EmbedRequest",
        ],
        Responses =
        [
            new("OllamaSharp.Models.Chat.ChatResponseStream") { Parts = [new(MemberPath.Self, "OllamaSharp.Models.Chat.ChatDoneResponseStream")] },
            new("OllamaSharp.Models.GenerateResponseStream") { Parts = [new(MemberPath.Self, "OllamaSharp.Models.GenerateDoneResponseStream")] },
        ],
        Inputs =
        [
            new("OllamaSharp.Models.Chat.ChatRequest") { Messages = "Messages" },
            new("OllamaSharp.Models.Chat.Message") { Role = "Role", Texts = ["Content"], Thoughts = ["Thinking"] },
            new("OllamaSharp.Models.GenerateRequest") { Instructions = "System", Texts = ["Prompt"] },
        ],
        Answers =
        [
            new("OllamaSharp.Models.Chat.ChatResponseStream") { Texts = [MemberPath.Of("Message", "Content")], Thoughts = [MemberPath.Of("Message", "Thinking")] },
            new("OllamaSharp.Models.GenerateResponseStream") { Texts = ["Response"], Thoughts = ["Thinking"] },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model = Nowhere, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Ollama, model, traits);
}
