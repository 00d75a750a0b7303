using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>OpenAI's SDK. Azure's clients derive from it since version 2.</summary>
internal static class OpenAI
{
    /// <summary>
    /// Tools that OpenAI runs and bills separately: only searches of the web, and containers for code (reference: OpenAI's price list).
    /// </summary>
    private static BilledItem[] BilledItems =>
    [
        new("OpenAI.Responses.WebSearchCallResponseItem", "WebSearch")
        {
            Unless = "Action",
            UnlessIs = ["OpenAI.Responses.WebSearchOpenPageAction", "OpenAI.Responses.WebSearchFindInPageAction"],
        },
        new("OpenAI.Responses.FileSearchCallResponseItem", "FileSearch"),
        new("OpenAI.Responses.CodeInterpreterCallResponseItem", "CodeSession") { Session = "ContainerId", Unknown = ("shell_call", "$.environment.container_id") },
        new("OpenAI.Responses.ImageGenerationCallResponseItem", "ImageGeneration"),
    ];

    /// <summary>The earlier web search tool has its own price, containers are priced by memory, and images by their model.</summary>
    private static BilledTools BilledTools => new("Tools", "$.tool_usage", "OpenAIResponse.ReadToolUsage")
    {
        Model = ("OpenAI.Responses.ImageGenerationTool", "Model"),
    };

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("OpenAI")
    {
        Property = "OpenAI",
        Provider = ProviderNames.OpenAI,
        Sources = [NativeSources.OpenAIChat, NativeSources.OpenAIResponses],
        TracedClient = new TracedClient("OpenAI.Chat.ChatClient", NativeSources.OpenAIChat, TracesStreams: false),
        RawAnswers =
        [
            "OpenAI.Chat.ChatCompletion",
            "OpenAI.Responses.ResponseResult",
            "OpenAI.Responses.OpenAIResponse",
        ],
        RawMedia = ["OpenAI.Images.GeneratedImageCollection", "OpenAI.Audio.AudioTranscription"],
        RawUpdates = ["OpenAI.Chat.StreamingChatCompletionUpdate", "OpenAI.Responses.StreamingResponseUpdate"],
        Calls =
        [
            Call("OpenAI.Chat.ChatClient", ["CompleteChat", "CompleteChatAsync"], Chat, Client) with
            {
                NativeSource = NativeSources.OpenAIChat,
                RawAnswer = "OpenAI.Chat.ChatCompletion",
            },
            Call("OpenAI.Chat.ChatClient", ["CompleteChatStreaming", "CompleteChatStreamingAsync"], Chat, Client, Streaming),
            Call("OpenAI.Responses.ResponsesClient", ["CreateResponse", "CreateResponseAsync"], Chat, Options | Argument) with
            {
                NativeSource = NativeSources.OpenAIResponses,
                NativeSince = new(2, 15),
                RawAnswer = "OpenAI.Responses.ResponseResult",
            },
            Call("OpenAI.Responses.ResponsesClient", ["CompactResponse", "CompactResponseAsync"], Chat),
            Call("OpenAI.Responses.ResponsesClient", ["CreateResponseStreaming", "CreateResponseStreamingAsync"], Chat, Options | Argument, Streaming) with
            {
                NativeSource = NativeSources.OpenAIResponses,
                NativeSince = new(2, 15),
            },
            Call("OpenAI.Responses.ResponsesClient", ["GetResponseStreaming", "GetResponseStreamingAsync"], Chat, Nowhere, Streaming | Free),
            Call("OpenAI.Responses.OpenAIResponseClient", ["CreateResponse", "CreateResponseAsync"], Chat, Client) with
            {
                RawAnswer = "OpenAI.Responses.OpenAIResponse",
            },
            Call("OpenAI.Responses.OpenAIResponseClient", ["CreateResponseStreaming", "CreateResponseStreamingAsync"], Chat, Client, Streaming),
            Call("OpenAI.Embeddings.EmbeddingClient", ["GenerateEmbedding", "GenerateEmbeddingAsync"], Embeddings, Client),
            Call("OpenAI.Embeddings.EmbeddingClient", ["GenerateEmbeddings", "GenerateEmbeddingsAsync"], Embeddings, Client) with
            {
                RawAnswer = "OpenAI.Embeddings.OpenAIEmbeddingCollection",
            },
            Call(
                "OpenAI.Images.ImageClient",
                ["GenerateImage", "GenerateImageAsync", "GenerateImageEdit", "GenerateImageEditAsync", "GenerateImageVariation", "GenerateImageVariationAsync"],
                ImageGeneration,
                Client),
            Call(
                "OpenAI.Images.ImageClient",
                ["GenerateImages", "GenerateImagesAsync", "GenerateImageEdits", "GenerateImageEditsAsync", "GenerateImageVariations", "GenerateImageVariationsAsync"],
                ImageGeneration,
                Client),
            Call("OpenAI.Images.ImageClient", ["GenerateImagesStreamingAsync", "GenerateImageEditsStreamingAsync"], ImageGeneration, Client, Streaming),
            Call("OpenAI.Audio.AudioClient", ["GenerateSpeech", "GenerateSpeechAsync"], Speech, Client),
            Call("OpenAI.Audio.AudioClient", ["GenerateSpeechStreaming", "GenerateSpeechStreamingAsync"], Speech, Client, Streaming),
            Call(
                "OpenAI.Audio.AudioClient",
                ["TranscribeAudio", "TranscribeAudioAsync", "TranscribeAudioDiarized", "TranscribeAudioDiarizedAsync", "TranslateAudio", "TranslateAudioAsync"],
                Transcription,
                Client),
            Call("OpenAI.Audio.AudioClient", ["TranscribeAudioStreaming", "TranscribeAudioStreamingAsync"], Transcription, Client, Streaming),
            Call(
                "OpenAI.Moderations.ModerationClient",
                ["ClassifyText", "ClassifyTextAsync", "ClassifyInputs", "ClassifyInputsAsync"],
                Moderation,
                Client,
                Free),
            Call(
                "OpenAI.Assistants.AssistantClient",
                ["CreateRun", "CreateRunAsync", "CreateThreadAndRun", "CreateThreadAndRunAsync", "SubmitToolOutputsToRun", "SubmitToolOutputsToRunAsync"],
                InvokeAgent,
                Options,
                Deferred),
            Call(
                "OpenAI.Assistants.AssistantClient",
                ["CreateRunStreaming", "CreateRunStreamingAsync", "CreateThreadAndRunStreaming", "CreateThreadAndRunStreamingAsync", "SubmitToolOutputsToRunStreaming", "SubmitToolOutputsToRunStreamingAsync"],
                InvokeAgent,
                Options,
                Streaming),
            Call("OpenAI.Decisions.DecisionsClient", ["CreateDecision", "CreateDecisionAsync"], Decision, Options),
            Call(
                "OpenAI.Videos.VideoClient",
                ["CreateVideo", "CreateVideoAsync", "CreateVideoRemix", "CreateVideoRemixAsync"],
                VideoGeneration,
                Nowhere,
                Deferred),
            Call(
                "OpenAI.Realtime.RealtimeClient",
                ["StartConversationSession", "StartConversationSessionAsync", "StartTranscriptionSession", "StartTranscriptionSessionAsync", "StartSession", "StartSessionAsync"],
                Realtime,
                Argument,
                Deferred),
            Call("OpenAI.Realtime.RealtimeSessionClient", ["StartResponse", "StartResponseAsync"], Realtime, Nowhere, Deferred),
            Call("OpenAI.Realtime.RealtimeSessionClient", ["ReceiveUpdates", "ReceiveUpdatesAsync"], Realtime, Nowhere, Streaming | Deferred),
            Call("OpenAI.Graders.GraderClient", ["RunGrader", "RunGraderAsync"], Evaluation, Nowhere),
            Call("OpenAI.Batch.BatchClient", ["CreateBatch", "CreateBatchAsync"], Batch, Nowhere, Deferred),
        ],
        Models =
        [
            new(
                ProviderNames.OpenAI,
                [
                    "OpenAI.OpenAIClient",
                    "OpenAI.Chat.ChatClient",
                    "OpenAI.Chat.ChatClientSettings",
                    "OpenAI.Embeddings.EmbeddingClient",
                    "OpenAI.Embeddings.EmbeddingClientSettings",
                    "OpenAI.Images.ImageClient",
                    "OpenAI.Images.ImageClientSettings",
                    "OpenAI.Audio.AudioClient",
                    "OpenAI.Audio.AudioClientSettings",
                    "OpenAI.Moderations.ModerationClient",
                    "OpenAI.Moderations.ModerationClientSettings",
                    "OpenAI.Responses.ResponsesClient",
                    "OpenAI.Responses.OpenAIResponseClient",
                    "OpenAI.Responses.CreateResponseOptions",
                    "OpenAI.Assistants.AssistantClient",
                    "OpenAI.Assistants.RunCreationOptions",
                    "OpenAI.Assistants.AssistantModificationOptions",
                    "OpenAI.Decisions.DecisionCreationOptions",
                    "OpenAI.Realtime.RealtimeClient",
                    "OpenAI.Realtime.RealtimeConversationSessionOptions",
                    "OpenAI.Realtime.RealtimeAudioTranscriptionOptions",
                    "Microsoft.Extensions.AI.OpenAIClientExtensions",
                    "Microsoft.Extensions.AI.OpenAIRealtimeClient",
                ]),
        ],
        Requests =
        [
            "OpenAI.Chat.ChatCompletionOptions",
            "OpenAI.Responses.CreateResponseOptions",
            "OpenAI.Responses.ResponseCreationOptions",
            "OpenAI.Embeddings.EmbeddingGenerationOptions",
            "OpenAI.Assistants.RunCreationOptions",
            "OpenAI.Decisions.DecisionCreationOptions",
        ],
        Responses =
        [
            new("OpenAI.Responses.ResponseResult")
            {
                FinishReason = [MemberPath.Of("IncompleteStatusDetails", "Reason"), "Status"],
                ItemList = "OutputItems",
                Items = BilledItems,
                Tools = BilledTools,
            },
            new("OpenAI.Responses.OpenAIResponse")
            {
                FinishReason = [MemberPath.Of("IncompleteStatusDetails", "Reason"), "Status"],
                ItemList = "OutputItems",
                Items = BilledItems,
                Tools = BilledTools,
            },
            new("OpenAI.Responses.StreamingResponseUpdate")
            {
                Parts =
                [
                    new(MemberPath.Self, "OpenAI.Responses.StreamingResponseCreatedUpdate"),
                    new(MemberPath.Self, "OpenAI.Responses.StreamingResponseCompletedUpdate"),
                    new(MemberPath.Self, "OpenAI.Responses.StreamingResponseIncompleteUpdate"),
                    new(MemberPath.Self, "OpenAI.Responses.StreamingResponseFailedUpdate"),
                ],
            },
            new("OpenAI.Responses.StreamingResponseCreatedUpdate") { Root = "Response", FinishReason = [] },
            new("OpenAI.Responses.StreamingResponseCompletedUpdate") { Root = "Response" },
            new("OpenAI.Responses.StreamingResponseIncompleteUpdate") { Root = "Response" },
            new("OpenAI.Responses.StreamingResponseFailedUpdate") { Root = "Response" },
            new("OpenAI.Embeddings.OpenAIEmbedding") { Body = "OpenAIResponse.ReadBody" },
            new("OpenAI.Audio.AudioTranscription") { Parts = [new("Usage", "OpenAI.Audio.AudioTranscriptionTokenUsage")] },
            new("OpenAI.Assistants.ThreadRun") { FinishReason = ["Status"] },
            new("OpenAI.Realtime.RealtimeServerUpdate") { Parts = [new(MemberPath.Self, "OpenAI.Realtime.RealtimeServerUpdateResponseDone")] },
            new("OpenAI.Realtime.RealtimeServerUpdateResponseDone") { Root = "Response", FinishReason = ["Status"] },
        ],
        ImageUsages = ["OpenAI.Images.ImageTokenUsage"],
        Inputs =
        [
            new("OpenAI.Chat.ChatMessage") { Wire = "OpenAIChatContent.ReadMessage" },
            new("OpenAI.Chat.ChatCompletionOptions") { Tools = "Tools" },
            new("OpenAI.Chat.ChatTool") { Wire = "OpenAIChatContent.ReadTool" },
            new("OpenAI.Responses.ResponseItem") { Wire = "OpenAIResponsesContent.ReadItem" },
            new("OpenAI.Responses.CreateResponseOptions") { Wire = "OpenAIResponsesContent.ReadRequest" },
            new("OpenAI.Responses.ResponseCreationOptions") { Instructions = "Instructions" },
        ],
        Answers =
        [
            new("OpenAI.Chat.ChatCompletion") { Wire = "OpenAIChatContent.ReadCompletion" },
            new("OpenAI.Chat.StreamingChatCompletionUpdate") { Wire = "OpenAIChatContent.ReadChunk" },
            new("OpenAI.Responses.ResponseResult") { Wire = "OpenAIResponsesContent.ReadResponse" },
            new("OpenAI.Responses.OpenAIResponse") { Wire = "OpenAIResponsesContent.ReadResponse" },
            new("OpenAI.Responses.StreamingResponseUpdate") { Wire = "OpenAIResponsesContent.ReadUpdate" },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model = Nowhere, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.OpenAI, model, traits);
}
