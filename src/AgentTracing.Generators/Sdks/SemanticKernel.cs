using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Semantic Kernel and its connectors.</summary>
internal static class SemanticKernel
{
    /// <summary>Settings of any service of a kernel.</summary>
    public const string Settings = "Microsoft.SemanticKernel.PromptExecutionSettings";

    /// <summary>Arguments of a kernel's prompt, with settings for the services that may be selected.</summary>
    public const string Arguments = "Microsoft.SemanticKernel.KernelArguments";

    private const string Agents = "Microsoft.SemanticKernel.Agents.";

    private static readonly string[] SearchMethods = ["SearchAsync", "GetTextSearchResultsAsync", "GetSearchResultsAsync"];

    private const string Connectors = "Microsoft.SemanticKernel.Connectors.";

    /// <summary>The types of <see cref="Settings"/> at run time.</summary>
    public static IReadOnlyList<string> ConnectorSettings { get; } =
    [
        Connectors + "OpenAI.OpenAIPromptExecutionSettings",
        Connectors + "Google.GeminiPromptExecutionSettings",
        Connectors + "MistralAI.MistralAIPromptExecutionSettings",
    ];

    private static readonly string[] StreamElements =
        ["Microsoft.SemanticKernel.StreamingKernelContent", "Microsoft.Extensions.AI.ChatResponseUpdate", "OpenAI.Chat.StreamingChatCompletionUpdate"];

    /// <summary>Usages of the connectors' own types.</summary>
    private static ResponsePart[] OwnUsages =>
    [
        new(MemberPath.Entry("Metadata", "Usage"), Connectors + "MistralAI.Client.MistralUsage"),
        new("Metadata", Connectors + "Google.GeminiMetadata"),
    ];

    private static ResponsePart[] KernelContent =>
    [
        new(MemberPath.Entry("Metadata", "Usage"), "OpenAI.Chat.ChatTokenUsage"),
        new(MemberPath.Entry("Metadata", "Usage"), "Microsoft.Extensions.AI.UsageDetails"),
        .. OwnUsages,
        new("InnerContent", "OpenAI.Chat.ChatCompletion"),
        new("InnerContent", "Microsoft.Extensions.AI.ChatResponse"),
    ];

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Microsoft.SemanticKernel")
    {
        Property = "SemanticKernel",
        History = "Microsoft.SemanticKernel.ChatCompletion.ChatHistory",
        Sources = [NativeSources.KernelChat],
        Services =
        [
            (Connectors + "OpenAI.OpenAIChatCompletionService", ProviderNames.OpenAI),
            (Connectors + "AzureOpenAI.AzureOpenAIChatCompletionService", ProviderNames.AzureOpenAI),
            (Connectors + "Google.GoogleAIGeminiChatCompletionService", ProviderNames.Gemini),
            (Connectors + "Google.VertexAIGeminiChatCompletionService", ProviderNames.VertexAI),
            (Connectors + "MistralAI.MistralAIChatCompletionService", ProviderNames.Mistral),
        ],
        Calls =
        [
            Call("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", ["GetChatMessageContentsAsync"]),
            Call("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", ["GetStreamingChatMessageContentsAsync"], Streaming),
            Call("Microsoft.SemanticKernel.ChatCompletion.ChatCompletionServiceExtensions", ["GetChatMessageContentAsync", "GetChatMessageContentsAsync"]),
            Call("Microsoft.SemanticKernel.ChatCompletion.ChatCompletionServiceExtensions", ["GetStreamingChatMessageContentsAsync"], Streaming),
            Call("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", ["GetTextContentsAsync"], operation: TextCompletion),
            Call("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", ["GetStreamingTextContentsAsync"], Streaming, TextCompletion),
            Call("Microsoft.SemanticKernel.TextGeneration.TextGenerationExtensions", ["GetTextContentAsync"], operation: TextCompletion),
            Call("Microsoft.SemanticKernel.Embeddings.IEmbeddingGenerationService`2", ["GenerateEmbeddingsAsync"], operation: Embeddings),
            Call("Microsoft.SemanticKernel.Embeddings.EmbeddingGenerationExtensions", ["GenerateEmbeddingAsync"], operation: Embeddings),
            Call("Microsoft.SemanticKernel.AudioToText.IAudioToTextService", ["GetTextContentsAsync"], operation: Transcription),
            Call("Microsoft.SemanticKernel.TextToAudio.ITextToAudioService", ["GetAudioContentsAsync"], operation: Speech),
            Call("Microsoft.SemanticKernel.TextToImage.ITextToImageService", ["GetImageContentsAsync"], operation: ImageGeneration),
            Call("Microsoft.SemanticKernel.KernelExtensions", ["InvokePromptAsync"]) with { ValueMethod = "GetValue" },
            Call("Microsoft.SemanticKernel.KernelExtensions", ["InvokePromptStreamingAsync"], Streaming) with { Elements = StreamElements },
            Run("Microsoft.SemanticKernel.Kernel", ["InvokeAsync"], Prompt | MayCallNoModel) with { ValueMethod = "GetValue" },
            Run("Microsoft.SemanticKernel.Kernel", ["InvokeStreamingAsync"], Prompt | Streaming | MayCallNoModel) with { Elements = StreamElements },
            Run("Microsoft.SemanticKernel.KernelFunction", ["InvokeAsync"], Prompt | MayCallNoModel) with { ValueMethod = "GetValue" },
            Run("Microsoft.SemanticKernel.KernelFunction", ["InvokeStreamingAsync"], Prompt | Streaming | MayCallNoModel) with { Elements = StreamElements },
            RunAgent("Agent", ["InvokeAsync"]),
            RunAgent("Agent", ["InvokeStreamingAsync"], Streaming),
            RunAgent("ChatCompletionAgent", ["InvokeAsync"]),
            RunAgent("ChatCompletionAgent", ["InvokeStreamingAsync"], Streaming),
            RunAgent("AgentChat", ["InvokeAsync"]),
            RunAgent("AgentChat", ["InvokeStreamingAsync"], Streaming),
            RunAgent("AgentGroupChat", ["InvokeAsync"]),
            RunAgent("AgentGroupChat", ["InvokeStreamingAsync"], Streaming),
            new(Agents + "Orchestration.AgentOrchestration`2", ["InvokeAsync"], InvokeWorkflow, null, Client, Aggregate | Deferred),
            new("Microsoft.SemanticKernel.Data.ITextSearch", SearchMethods, Retrieval, null),
            new("Microsoft.SemanticKernel.Data.ITextSearch`1", SearchMethods, Retrieval, null),
        ],
        Named =
        [
            (Agents + "Agent", static named => $"{named}.Name ?? {named}.GetType().Name"),
            (Agents + "AgentChat", static named => $"{named}.GetType().Name"),
            ("Microsoft.SemanticKernel.Data.ITextSearch", static named => $"{named}.GetType().Name"),
            ("Microsoft.SemanticKernel.Data.ITextSearch`1", static named => $"{named}.GetType().Name"),
        ],
        Streams = [("Microsoft.SemanticKernel.Data.KernelSearchResults`1", SdkStreamKind.SearchResults)],
        Models =
        [
            new(
                ProviderNames.OpenAI,
                [
                    "Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions",
                    "Microsoft.SemanticKernel.OpenAIServiceCollectionExtensions",
                    "Microsoft.SemanticKernel.OpenAIChatClientKernelBuilderExtensions",
                    "Microsoft.Extensions.DependencyInjection.OpenAIServiceCollectionExtensions",
                    "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService",
                    "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextEmbeddingGenerationService",
                    "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIAudioToTextService",
                    "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextToAudioService",
                    "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAITextToImageService",
                ]),
            new(
                ProviderNames.AzureOpenAI,
                [
                    "Microsoft.SemanticKernel.AzureOpenAIKernelBuilderExtensions",
                    "Microsoft.SemanticKernel.AzureOpenAIServiceCollectionExtensions",
                ]),
            new(null, ["Microsoft.SemanticKernel.PromptExecutionSettings"]),
        ],
        Requests =
        [
            Settings,
            Arguments,
        ],
        Responses =
        [
            new("Microsoft.SemanticKernel.ChatMessageContent") { InLists = true, Raw = "InnerContent", Parts = KernelContent },
            new("Microsoft.SemanticKernel.TextContent") { InLists = true, Raw = "InnerContent", Parts = KernelContent },
            new("Microsoft.SemanticKernel.StreamingKernelContent")
            {
                Raw = "InnerContent",
                Parts =
                [
                    new(MemberPath.Entry("Metadata", "Usage"), "OpenAI.Chat.ChatTokenUsage"),
                    new(MemberPath.Entry("Metadata", "Usage"), "Microsoft.Extensions.AI.UsageContent"),
                    .. OwnUsages,
                    new("InnerContent", "OpenAI.Chat.StreamingChatCompletionUpdate"),
                    new("InnerContent", "Microsoft.Extensions.AI.ChatResponseUpdate"),
                    new(MemberPath.Self, "Microsoft.SemanticKernel.StreamingChatMessageContent"),
                    new(MemberPath.Self, "Microsoft.SemanticKernel.StreamingTextContent"),
                ],
            },
            new("Microsoft.SemanticKernel.FunctionResult")
            {
                Prompt = "RenderedPrompt",
                Parts =
                [
                    new(MemberPath.Entry("Metadata", "Usage"), "OpenAI.Chat.ChatTokenUsage"),
                    new(MemberPath.Entry("Metadata", "Usage"), "Microsoft.Extensions.AI.UsageDetails"),
                    .. OwnUsages,
                    new(MemberPath.Result("GetValue", "object"), "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Answer),
                    new(MemberPath.Result("GetValue", "object"), "Microsoft.SemanticKernel.ChatMessageContent", ResponsePartReads.Answer),
                ],
            },
        ],
        Inputs =
        [
            new("Microsoft.SemanticKernel.ChatMessageContent") { Role = MemberPath.Of("Role", "Label"), Name = "AuthorName", Texts = ["Content"] },
        ],
        Answers =
        [
            new("Microsoft.SemanticKernel.ChatMessageContent") { Texts = ["Content"] },
            new("Microsoft.SemanticKernel.StreamingChatMessageContent") { Texts = ["Content"] },
            new("Microsoft.SemanticKernel.TextContent") { Texts = ["Text"] },
            new("Microsoft.SemanticKernel.StreamingTextContent") { Texts = ["Text"] },
        ],
    };

    /// <summary>Connectors trace chat and text, but no other services.</summary>
    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None, string operation = Chat)
        => new(type, methods, operation, null, Client | Options, traits) { NativeSource = operation is Chat or TextCompletion ? NativeSources.KernelChat : null };

    /// <summary>An agent or a group of them: it yields messages with at most the usage of their last round, so no usage is read.</summary>
    private static LlmApi RunAgent(string type, string[] methods, LlmApiTraits traits = None)
        => new(Agents + type, methods, InvokeAgent, null, Client | Options, traits | Aggregate | Agent);

    private static LlmApi Run(string type, string[] methods, LlmApiTraits traits)
        => new(type, methods, Chat, null, Client | Options, traits) { NativeSource = NativeSources.Kernel };
}
