using static AgentTracing.Generators.LlmApis.LlmApiTraits;
using static AgentTracing.Generators.LlmApis.LlmOperations;
using static AgentTracing.Generators.LlmApis.ModelNaming;

namespace AgentTracing.Generators.LlmApis;

/// <summary>Every call the catalogue knows. Interfaces stand for what implements them, base classes for what overrides them.</summary>
internal static class LlmApiTable
{
    /// <summary>The source on which Semantic Kernel's connectors report their calls, once they are told to.</summary>
    public const string KernelChatSource = "Microsoft.SemanticKernel.Diagnostics";

    /// <summary>With which OpenAI's SDK traces chat, where it is switched on; its streams it does not trace.</summary>
    public const string OpenAIChatSource = "OpenAI.ChatClient";

    /// <summary>With which Anthropic's SDK traces its messages.</summary>
    public const string AnthropicSource = "com.anthropic.sdk.csharp";

    /// <summary>With which Azure's inference SDK traces chat, where it is switched on.</summary>
    public const string AzureInferenceSource = "Azure.AI.Inference.ChatCompletionsClient";

    private const string OpenAIResponsesSource = "OpenAI.ResponsesClient";
    private const string ChatClientSource = "Experimental.Microsoft.Extensions.AI";
    private const string AgentSource = "Experimental.Microsoft.Agents.AI";
    private const string KernelSource = "Microsoft.SemanticKernel";
    private const string McpSource = "Experimental.ModelContextProtocol";

    private static readonly string[] KernelElements =
        ["Microsoft.SemanticKernel.StreamingKernelContent", "Microsoft.Extensions.AI.ChatResponseUpdate", "OpenAI.Chat.StreamingChatCompletionUpdate"];

    /// <summary>The calls, SDK by SDK.</summary>
    public static IReadOnlyList<LlmApi> All { get; } =
        [.. OpenAI, .. AzureOpenAI, .. Anthropic, .. MicrosoftExtensionsAI, .. AgentFramework, .. SemanticKernel, .. Ollama, .. AzureInference, .. Mcp, .. Betalgo, .. Others];

    // Azure.AI.OpenAI has no calls of its own since version 2: its clients derive from these.
    private static LlmApi[] OpenAI =>
    [
        new("OpenAI.Chat.ChatClient", "CompleteChat CompleteChatAsync", Chat, "openai", Client)
            { NativeSource = OpenAIChatSource, RawAnswer = "OpenAI.Chat.ChatCompletion" },
        new("OpenAI.Chat.ChatClient", "CompleteChatStreaming CompleteChatStreamingAsync", Chat, "openai", Client, Streaming),
        new("OpenAI.Responses.ResponsesClient", "CreateResponse CreateResponseAsync", Chat, "openai", Options | Argument)
            { NativeSource = OpenAIResponsesSource, NativeSince = new(2, 15), RawAnswer = "OpenAI.Responses.ResponseResult" },
        new("OpenAI.Responses.ResponsesClient", "CompactResponse CompactResponseAsync", Chat, "openai"),
        new("OpenAI.Responses.ResponsesClient", "CreateResponseStreaming CreateResponseStreamingAsync", Chat, "openai", Options | Argument, Streaming)
            { NativeSource = OpenAIResponsesSource, NativeSince = new(2, 15) },
        new("OpenAI.Responses.ResponsesClient", "GetResponseStreaming GetResponseStreamingAsync", Chat, "openai", Nowhere, Streaming | Free),
        new("OpenAI.Responses.OpenAIResponseClient", "CreateResponse CreateResponseAsync", Chat, "openai", Client) { RawAnswer = "OpenAI.Responses.OpenAIResponse" },
        new("OpenAI.Responses.OpenAIResponseClient", "CreateResponseStreaming CreateResponseStreamingAsync", Chat, "openai", Client, Streaming),
        new("OpenAI.Embeddings.EmbeddingClient", "GenerateEmbedding GenerateEmbeddingAsync", Embeddings, "openai", Client, NoUsage),
        new("OpenAI.Embeddings.EmbeddingClient", "GenerateEmbeddings GenerateEmbeddingsAsync", Embeddings, "openai", Client)
            { RawAnswer = "OpenAI.Embeddings.OpenAIEmbeddingCollection" },
        new(
            "OpenAI.Images.ImageClient",
            "GenerateImage GenerateImageAsync GenerateImageEdit GenerateImageEditAsync GenerateImageVariation GenerateImageVariationAsync",
            ImageGeneration,
            "openai",
            Client,
            NoUsage),
        new(
            "OpenAI.Images.ImageClient",
            "GenerateImages GenerateImagesAsync GenerateImageEdits GenerateImageEditsAsync GenerateImageVariations GenerateImageVariationsAsync",
            ImageGeneration,
            "openai",
            Client),
        new("OpenAI.Images.ImageClient", "GenerateImagesStreamingAsync GenerateImageEditsStreamingAsync", ImageGeneration, "openai", Client, Streaming),
        new("OpenAI.Audio.AudioClient", "GenerateSpeech GenerateSpeechAsync", Speech, "openai", Client, NoUsage),
        new("OpenAI.Audio.AudioClient", "GenerateSpeechStreaming GenerateSpeechStreamingAsync", Speech, "openai", Client, Streaming),
        new(
            "OpenAI.Audio.AudioClient",
            "TranscribeAudio TranscribeAudioAsync TranscribeAudioDiarized TranscribeAudioDiarizedAsync TranslateAudio TranslateAudioAsync",
            Transcription,
            "openai",
            Client),
        new("OpenAI.Audio.AudioClient", "TranscribeAudioStreaming TranscribeAudioStreamingAsync", Transcription, "openai", Client, Streaming),
        new(
            "OpenAI.Moderations.ModerationClient",
            "ClassifyText ClassifyTextAsync ClassifyInputs ClassifyInputsAsync",
            Moderation,
            "openai",
            Client,
            Free | NoUsage),
        new(
            "OpenAI.Assistants.AssistantClient",
            "CreateRun CreateRunAsync CreateThreadAndRun CreateThreadAndRunAsync SubmitToolOutputsToRun SubmitToolOutputsToRunAsync",
            InvokeAgent,
            "openai",
            Options,
            Deferred),
        new(
            "OpenAI.Assistants.AssistantClient",
            "CreateRunStreaming CreateRunStreamingAsync CreateThreadAndRunStreaming CreateThreadAndRunStreamingAsync SubmitToolOutputsToRunStreaming "
                + "SubmitToolOutputsToRunStreamingAsync",
            InvokeAgent,
            "openai",
            Options,
            Streaming),
        new("OpenAI.Decisions.DecisionsClient", "CreateDecision CreateDecisionAsync", Decision, "openai", Options),
        new(
            "OpenAI.Videos.VideoClient",
            "CreateVideo CreateVideoAsync CreateVideoRemix CreateVideoRemixAsync",
            VideoGeneration,
            "openai",
            Nowhere,
            Deferred | NoUsage),
        new(
            "OpenAI.Realtime.RealtimeClient",
            "StartConversationSession StartConversationSessionAsync StartTranscriptionSession StartTranscriptionSessionAsync StartSession StartSessionAsync",
            Realtime,
            "openai",
            Argument,
            Deferred),
        new("OpenAI.Realtime.RealtimeSessionClient", "StartResponse StartResponseAsync", Realtime, "openai", Nowhere, Deferred),
        new("OpenAI.Realtime.RealtimeSessionClient", "ReceiveUpdates ReceiveUpdatesAsync", Realtime, "openai", Nowhere, Streaming | Deferred),
        new("OpenAI.Graders.GraderClient", "RunGrader RunGraderAsync", Evaluation, "openai", Nowhere, NoUsage),
        new("OpenAI.Batch.BatchClient", "CreateBatch CreateBatchAsync", Batch, "openai", Nowhere, Deferred | NoUsage),
    ];

    // The SDK reports its calls itself unless told not to. Bodies of raw responses are read later, by the caller.
    private static LlmApi[] Anthropic =>
    [
        AnthropicCall("Anthropic.Services.IMessageService", "Create", None),
        AnthropicCall("Anthropic.Services.IMessageService", "CreateStreaming", Streaming),
        AnthropicCall("Anthropic.Services.MessageServiceExtensions", "Create", None),
        AnthropicCall("Anthropic.Services.IMessageServiceWithRawResponse", "Create", NotInterceptable),
        AnthropicCall("Anthropic.Services.IMessageServiceWithRawResponse", "CreateStreaming", Streaming | NotInterceptable),
        AnthropicCall("Anthropic.Services.Beta.IMessageService", "Create", None),
        AnthropicCall("Anthropic.Services.Beta.IMessageService", "CreateStreaming", Streaming),
        AnthropicCall("Anthropic.Services.Beta.BetaMessageServiceExtensions", "Create", None),
        AnthropicCall("Anthropic.Services.Beta.IMessageServiceWithRawResponse", "Create", NotInterceptable),
        AnthropicCall("Anthropic.Services.Beta.IMessageServiceWithRawResponse", "CreateStreaming", Streaming | NotInterceptable),
        AnthropicCall("Anthropic.Helpers.Beta.BetaMessageThread", "Send", None),
        AnthropicCall("Anthropic.Helpers.Beta.BetaMessageThread", "SendStreaming", Streaming),
        AnthropicCall("Anthropic.Helpers.Beta.BetaMessageThread`1", "Send", None),
        AnthropicCall("Anthropic.Helpers.Beta.BetaMessageThread`1", "SendStreaming", Streaming),
        AnthropicCall("Anthropic.Services.IMessageService", "CountTokens", Free),
        AnthropicCall("Anthropic.Services.Beta.IMessageService", "CountTokens", Free),
        AnthropicCall("Anthropic.Helpers.Beta.BetaToolRunner", "RunUntilDoneAsync", Aggregate, InvokeAgent),
        AnthropicCall("Anthropic.Helpers.Beta.BetaToolRunner", "Streaming", Aggregate | Streaming, InvokeAgent),
        AnthropicCall("Anthropic.Helpers.Beta.BetaToolRunner", "GetAsyncEnumerator", Aggregate | Streaming | NotInterceptable, InvokeAgent),
        AnthropicCall("Anthropic.Services.Messages.IBatchService", "Create", Deferred | NoUsage, Batch),
        AnthropicCall("Anthropic.Services.Beta.Messages.IBatchService", "Create", Deferred | NoUsage, Batch),
    ];

    // Extensions for one value drop the usage of what they call.
    private static LlmApi[] MicrosoftExtensionsAI =>
    [
        ChatClientCall("Microsoft.Extensions.AI.IChatClient", "GetResponseAsync", None),
        ChatClientCall("Microsoft.Extensions.AI.IChatClient", "GetStreamingResponseAsync", Streaming),
        ChatClientCall("Microsoft.Extensions.AI.ChatClientExtensions", "GetResponseAsync", None),
        ChatClientCall("Microsoft.Extensions.AI.ChatClientExtensions", "GetStreamingResponseAsync", Streaming),
        ChatClientCall("Microsoft.Extensions.AI.ChatClientStructuredOutputExtensions", "GetResponseAsync", None),
        ChatClientCall("Microsoft.Extensions.AI.IEmbeddingGenerator`2", "GenerateAsync", None, Embeddings),
        ChatClientCall("Microsoft.Extensions.AI.EmbeddingGeneratorExtensions", "GenerateAsync GenerateVectorAsync GenerateAndZipAsync", NoUsage, Embeddings),
        ChatClientCall("Microsoft.Extensions.AI.IImageGenerator", "GenerateAsync", None, ImageGeneration),
        ChatClientCall("Microsoft.Extensions.AI.ImageGeneratorExtensions", "GenerateImagesAsync EditImagesAsync EditImageAsync", None, ImageGeneration),
        ChatClientCall("Microsoft.Extensions.AI.ISpeechToTextClient", "GetTextAsync", None, Transcription),
        ChatClientCall("Microsoft.Extensions.AI.ISpeechToTextClient", "GetStreamingTextAsync", Streaming, Transcription),
        ChatClientCall("Microsoft.Extensions.AI.SpeechToTextClientExtensions", "GetTextAsync", None, Transcription),
        ChatClientCall("Microsoft.Extensions.AI.SpeechToTextClientExtensions", "GetStreamingTextAsync", Streaming, Transcription),
        ChatClientCall("Microsoft.Extensions.AI.ITextToSpeechClient", "GetAudioAsync", None, Speech),
        ChatClientCall("Microsoft.Extensions.AI.ITextToSpeechClient", "GetStreamingAudioAsync", Streaming, Speech),
        ChatClientCall("Microsoft.Extensions.AI.IRealtimeClient", "CreateSessionAsync", Deferred, Realtime),
        ChatClientCall("Microsoft.Extensions.AI.IRealtimeClientSession", "SendAsync", Deferred, Realtime),
        ChatClientCall("Microsoft.Extensions.AI.IRealtimeClientSession", "GetStreamingResponseAsync", Streaming | Deferred, Realtime),
        ChatClientCall("Microsoft.Extensions.AI.AIFunction", "InvokeAsync", ToolCall | NoUsage, ExecuteTool),
    ];

    private static LlmApi[] AgentFramework =>
    [
        AgentRun("Microsoft.Agents.AI.AIAgent", "RunAsync", None),
        AgentRun("Microsoft.Agents.AI.AIAgent", "RunStreamingAsync", Streaming),
        AgentRun("Microsoft.Agents.AI.ChatClientAgent", "RunAsync", None),
        AgentRun("Microsoft.Agents.AI.ChatClientAgent", "RunStreamingAsync", Streaming),
    ];

    private static LlmApi[] SemanticKernel =>
    [
        KernelChat("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", "GetChatMessageContentsAsync", None),
        KernelChat("Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService", "GetStreamingChatMessageContentsAsync", Streaming),
        KernelChat("Microsoft.SemanticKernel.ChatCompletion.ChatCompletionServiceExtensions", "GetChatMessageContentAsync GetChatMessageContentsAsync", None),
        KernelChat("Microsoft.SemanticKernel.ChatCompletion.ChatCompletionServiceExtensions", "GetStreamingChatMessageContentsAsync", Streaming),
        KernelChat("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", "GetTextContentsAsync", None, TextCompletion),
        KernelChat("Microsoft.SemanticKernel.TextGeneration.ITextGenerationService", "GetStreamingTextContentsAsync", Streaming, TextCompletion),
        KernelChat("Microsoft.SemanticKernel.TextGeneration.TextGenerationExtensions", "GetTextContentAsync", None, TextCompletion),
        KernelChat("Microsoft.SemanticKernel.Embeddings.IEmbeddingGenerationService`2", "GenerateEmbeddingsAsync", NoUsage, Embeddings),
        KernelChat("Microsoft.SemanticKernel.Embeddings.EmbeddingGenerationExtensions", "GenerateEmbeddingAsync", NoUsage, Embeddings),
        KernelChat("Microsoft.SemanticKernel.AudioToText.IAudioToTextService", "GetTextContentsAsync", NoUsage, Transcription),
        KernelChat("Microsoft.SemanticKernel.TextToAudio.ITextToAudioService", "GetAudioContentsAsync", NoUsage, Speech),
        KernelChat("Microsoft.SemanticKernel.TextToImage.ITextToImageService", "GetImageContentsAsync", NoUsage, ImageGeneration),
        KernelChat("Microsoft.SemanticKernel.KernelExtensions", "InvokePromptAsync", None) with { ValueMethod = "GetValue" },
        KernelChat("Microsoft.SemanticKernel.KernelExtensions", "InvokePromptStreamingAsync", Streaming) with { Elements = KernelElements },
        KernelRun("Microsoft.SemanticKernel.Kernel", "InvokeAsync", Aggregate | MayCallNoModel),
        KernelRun("Microsoft.SemanticKernel.Kernel", "InvokeStreamingAsync", Aggregate | Streaming | MayCallNoModel),
        KernelRun("Microsoft.SemanticKernel.KernelFunction", "InvokeAsync", Aggregate | MayCallNoModel),
        KernelRun("Microsoft.SemanticKernel.KernelFunction", "InvokeStreamingAsync", Aggregate | Streaming | MayCallNoModel),
    ];

    private static LlmApi[] Ollama =>
    [
        new("OllamaSharp.IOllamaApiClient", "ChatAsync", Chat, "ollama", Client | Options, Streaming),
        new("OllamaSharp.IOllamaApiClient", "GenerateAsync", TextCompletion, "ollama", Client | Options, Streaming),
        new("OllamaSharp.IOllamaApiClient", "EmbedAsync", Embeddings, "ollama", Client | Options),
        new("OllamaSharp.IOllamaApiClient", "SystemOneAsync", Decision, "ollama", Options, NoUsage),
        new("OllamaSharp.OllamaApiClientExtensions", "GenerateAsync", TextCompletion, "ollama", Client, Streaming),
        new("OllamaSharp.OllamaApiClientExtensions", "EmbedAsync", Embeddings, "ollama", Client),
        new("OllamaSharp.Chat", "SendAsync SendAsAsync", Chat, "ollama", Client, Streaming | Aggregate | NoUsage),
    ];

    private static LlmApi[] AzureInference =>
    [
        new("Azure.AI.Inference.ChatCompletionsClient", "Complete CompleteAsync", Chat, "azure.ai.inference", Options) { NativeSource = AzureInferenceSource },
        new("Azure.AI.Inference.ChatCompletionsClient", "CompleteStreaming CompleteStreamingAsync", Chat, "azure.ai.inference", Options, Streaming | UsageOnRequest)
            { NativeSource = AzureInferenceSource },
        new("Azure.AI.Inference.EmbeddingsClient", "Embed EmbedAsync", Embeddings, "azure.ai.inference", Options),
        new("Azure.AI.Inference.ImageEmbeddingsClient", "Embed EmbedAsync", Embeddings, "azure.ai.inference", Options),
    ];

    // Up to its 1.0 betas.
    private static LlmApi[] AzureOpenAI =>
    [
        AzureOpenAICall("GetChatCompletions GetChatCompletionsAsync", Chat, None),
        AzureOpenAICall("GetChatCompletionsStreaming GetChatCompletionsStreamingAsync", Chat, Streaming | NotInterceptable),
        AzureOpenAICall("GetCompletions GetCompletionsAsync", TextCompletion, None),
        AzureOpenAICall("GetCompletionsStreaming GetCompletionsStreamingAsync", TextCompletion, Streaming | NotInterceptable),
        AzureOpenAICall("GetEmbeddings GetEmbeddingsAsync", Embeddings, None),
        AzureOpenAICall("GetImageGenerations GetImageGenerationsAsync", ImageGeneration, NoUsage),
    ];

    private static LlmApi[] Mcp =>
    [
        new("ModelContextProtocol.Client.McpClient", "CallToolAsync", ExecuteTool, null, Nowhere, ToolCall | NoUsage | NativeByDefault) { NativeSource = McpSource },
        new("ModelContextProtocol.Client.McpClientTool", "CallAsync", ExecuteTool, null, Nowhere, ToolCall | NoUsage | NativeByDefault) { NativeSource = McpSource },

        // The client at the other end pays.
        new("ModelContextProtocol.Server.McpServer", "SampleAsync", Chat, null, Nowhere, Free | NoUsage | NativeByDefault) { NativeSource = McpSource },
    ];

    private static LlmApi[] Betalgo =>
    [
        BetalgoCall("IChatCompletionService", "CreateCompletion", Chat, None),
        BetalgoCall("IChatCompletionService", "CreateCompletionAsStream", Chat, Streaming | UsageOnRequest),
        BetalgoCall("IChatCompletionServiceExtension", "Create", Chat, None),
        BetalgoCall("ICompletionService", "CreateCompletion", TextCompletion, None),
        BetalgoCall("ICompletionService", "CreateCompletionAsStream", TextCompletion, Streaming | UsageOnRequest),
        BetalgoCall("ICompletionServiceExtension", "Create", TextCompletion, None),
        BetalgoCall("IEditService", "CreateEdit", TextCompletion, None),
        BetalgoCall("IEditServiceExtension", "Edit", TextCompletion, None),
        BetalgoCall("IEmbeddingService", "CreateEmbedding", Embeddings, None),
        BetalgoCall("IImageService", "CreateImage CreateImageEdit CreateImageVariation", ImageGeneration, NoUsage),
        BetalgoCall("IAudioService", "CreateTranscription CreateTranslation", Transcription, NoUsage),
        BetalgoCall("IAudioService", "CreateSpeech", Speech, NoUsage),
        BetalgoCall("IModerationService", "CreateModeration", Moderation, Free | NoUsage),
        BetalgoCall("IModerationServiceExtension", "CreateModeration", Moderation, Free | NoUsage),
        BetalgoCall("IRunService", "RunCreate RunSubmitToolOutputs CreateThreadAndRun", InvokeAgent, Deferred),
        BetalgoCall("IRunService", "RunCreateAsStream RunSubmitToolOutputsAsStream CreateThreadAndRunAsStream", InvokeAgent, Streaming),
    ];

    // Known by their public source.
    private static LlmApi[] Others =>
    [
        new("Anthropic.SDK.Messaging.MessagesEndpoint", "GetClaudeMessageAsync", Chat, "anthropic", Options),
        new("Anthropic.SDK.Messaging.MessagesEndpoint", "StreamClaudeMessageAsync", Chat, "anthropic", Options, Streaming),
        new("Amazon.BedrockRuntime.IAmazonBedrockRuntime", "ConverseAsync", Chat, "aws.bedrock", Options),
        new("Amazon.BedrockRuntime.IAmazonBedrockRuntime", "ConverseStreamAsync", Chat, "aws.bedrock", Options, Streaming | NotInterceptable),
        new("Amazon.BedrockRuntime.IAmazonBedrockRuntime", "InvokeModelAsync", Chat, "aws.bedrock", Options, Protocol | NoUsage),
        new(
            "Amazon.BedrockRuntime.IAmazonBedrockRuntime",
            "InvokeModelWithResponseStreamAsync",
            Chat,
            "aws.bedrock",
            Options,
            Streaming | Protocol | NoUsage | NotInterceptable),
        new("Google.GenAI.Models", "GenerateContentAsync", GenerateContent, "gcp.gemini", Argument),
        new("Google.GenAI.Models", "GenerateContentStreamAsync", GenerateContent, "gcp.gemini", Argument, Streaming),
        new("Google.GenAI.Models", "EmbedContentAsync", Embeddings, "gcp.gemini", Argument),
        new("Google.Cloud.AIPlatform.V1.PredictionServiceClient", "GenerateContent GenerateContentAsync", GenerateContent, "gcp.vertex_ai", Options),
        new("Google.Cloud.AIPlatform.V1.PredictionServiceClient", "StreamGenerateContent", GenerateContent, "gcp.vertex_ai", Options, Streaming | NotInterceptable),
        new("Mscc.GenerativeAI.GenerativeModel", "GenerateContent", GenerateContent, "gcp.gemini", Client | Options),
        new("Mscc.GenerativeAI.GenerativeModel", "GenerateContentStream", GenerateContent, "gcp.gemini", Client | Options, Streaming),
        new("Mscc.GenerativeAI.GenerativeModel", "EmbedContent", Embeddings, "gcp.gemini", Client),
        new("Mscc.GenerativeAI.ChatSession", "SendMessage", GenerateContent, "gcp.gemini", Client),
        new("Mscc.GenerativeAI.ChatSession", "SendMessageStream", GenerateContent, "gcp.gemini", Client, Streaming),
        new("Mistral.SDK.Completions.CompletionsEndpoint", "GetCompletionAsync", Chat, "mistral_ai", Options),
        new("Mistral.SDK.Completions.CompletionsEndpoint", "StreamCompletionAsync", Chat, "mistral_ai", Options, Streaming),
        new("Mistral.SDK.Embeddings.EmbeddingsEndpoint", "GetEmbeddingsAsync", Embeddings, "mistral_ai", Options),
    ];

    private static LlmApi AnthropicCall(string type, string methods, LlmApiTraits traits, string operation = Chat)
        => new(type, methods, operation, "anthropic", Options, traits | NativeByDefault) { NativeSource = AnthropicSource };

    private static LlmApi ChatClientCall(string type, string methods, LlmApiTraits traits, string operation = Chat)
        => new(type, methods, operation, null, Client | Options, traits) { NativeSource = ChatClientSource };

    private static LlmApi AzureOpenAICall(string methods, string operation, LlmApiTraits traits)
        => new("Azure.AI.OpenAI.OpenAIClient", methods, operation, "azure.ai.openai", Options | Argument, traits);

    private static LlmApi AgentRun(string type, string methods, LlmApiTraits traits)
        => new(type, methods, InvokeAgent, null, Client | Options, traits | Aggregate | Agent) { NativeSource = AgentSource };

    private static LlmApi KernelChat(string type, string methods, LlmApiTraits traits, string operation = Chat)
        => new(type, methods, operation, null, Client | Options, traits) { NativeSource = operation is Chat or TextCompletion ? KernelChatSource : null };

    private static LlmApi KernelRun(string type, string methods, LlmApiTraits traits)
        => new(type, methods, Chat, null, Client | Options, traits | NativeByDefault) { NativeSource = KernelSource };

    private static LlmApi BetalgoCall(string type, string methods, string operation, LlmApiTraits traits)
        => new("Betalgo.Ranul.OpenAI.Interfaces." + type, methods, operation, "openai", Client | Options | Argument, traits);
}
