namespace AgentTracing.Generators.LlmApis;

/// <summary>The SDKs' types of options and requests, and the words by which they call what is asked for.</summary>
internal static class RequestShape
{
    /// <summary>Settings of any service of a kernel.</summary>
    public const string KernelSettings = "Microsoft.SemanticKernel.PromptExecutionSettings";

    /// <summary>Arguments of a kernel's prompt, with settings for the services that may be asked.</summary>
    public const string KernelArguments = "Microsoft.SemanticKernel.KernelArguments";

    /// <summary>What <see cref="KernelSettings"/> turn out to be.</summary>
    public static readonly IReadOnlyList<string> ConnectorSettings =
    [
        "Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings",
        "Microsoft.SemanticKernel.Connectors.Google.GeminiPromptExecutionSettings",
        "Microsoft.SemanticKernel.Connectors.MistralAI.MistralAIPromptExecutionSettings",
    ];

    /// <summary>Metadata names of the types; what derives from one of them is read as well.</summary>
    public static readonly IReadOnlyList<string> Types =
    [
        // Microsoft.Extensions.AI, Microsoft.Agents.AI
        "Microsoft.Extensions.AI.ChatOptions",
        "Microsoft.Extensions.AI.EmbeddingGenerationOptions",
        "Microsoft.Extensions.AI.ImageGenerationOptions",
        "Microsoft.Extensions.AI.SpeechToTextOptions",
        "Microsoft.Extensions.AI.TextToSpeechOptions",
        "Microsoft.Agents.AI.ChatClientAgentRunOptions",

        // OpenAI
        "OpenAI.Chat.ChatCompletionOptions",
        "OpenAI.Responses.CreateResponseOptions",
        "OpenAI.Responses.ResponseCreationOptions",
        "OpenAI.Embeddings.EmbeddingGenerationOptions",
        "OpenAI.Assistants.RunCreationOptions",
        "OpenAI.Decisions.DecisionCreationOptions",

        // Anthropic
        "Anthropic.Models.Messages.MessageCreateParams",
        "Anthropic.Models.Beta.Messages.MessageCreateParams",
        "Anthropic.SDK.Messaging.MessageParameters",

        // Semantic Kernel: connectors derive from the last
        KernelSettings,
        KernelArguments,

        // OllamaSharp
        "OllamaSharp.Models.Chat.ChatRequest",
        "OllamaSharp.Models.GenerateRequest",
        "OllamaSharp.Models.EmbedRequest",

        // Azure.AI.Inference
        "Azure.AI.Inference.ChatCompletionsOptions",
        "Azure.AI.Inference.EmbeddingsOptions",
        "Azure.AI.Inference.ImageEmbeddingsOptions",

        // Betalgo
        "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest",
        "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.CompletionCreateRequest",
        "Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.EmbeddingCreateRequest",

        // Amazon Bedrock
        "Amazon.BedrockRuntime.Model.ConverseRequest",
        "Amazon.BedrockRuntime.Model.ConverseStreamRequest",
        "Amazon.BedrockRuntime.Model.InvokeModelRequest",
        "Amazon.BedrockRuntime.Model.InvokeModelWithResponseStreamRequest",

        // Google
        "Google.GenAI.Types.GenerateContentConfig",
        "Google.Cloud.AIPlatform.V1.GenerateContentRequest",
        "Mscc.GenerativeAI.GenerationConfig",
        "Mscc.GenerativeAI.Types.GenerationConfig",
        "Mscc.GenerativeAI.GenerateContentRequest",
        "Mscc.GenerativeAI.Types.GenerateContentRequest",

        // Mistral
        "Mistral.SDK.DTOs.ChatCompletionRequest",
        "Mistral.SDK.DTOs.EmbeddingRequest",

        // Model Context Protocol
        "ModelContextProtocol.Protocol.CreateMessageRequestParams",
    ];

    /// <summary>Canonical names of objects inside a request that hold parameters of it.</summary>
    public static readonly string[] Inside =
    [
        "chatoption", "option", "inferenceconfig", "generationconfig", "reasoning", "reasoningoption", "outputconfig", "conversationoption", "textoption",
    ];

    /// <summary>Members of the run time's LlmRequest and the canonical names of what they are read from.</summary>
    public static readonly IReadOnlyList<RequestMember> Members =
    [
        new("Model", RequestValue.String, ["modelid", "model", "modeloverride"]),
        new("MaxTokens", RequestValue.Long, ["maxoutputtoken", "maxcompletiontoken", "maxtoken", "numpredict"]),
        new("Temperature", RequestValue.Double, ["temperature"]),
        new("TopP", RequestValue.Double, ["topp", "nucleussamplingfactor"]),
        new("TopK", RequestValue.Long, ["topk"]),
        new("StopSequences", RequestValue.Strings, ["stopsequence", "stopcalculated", "stop"]),
        new("Seed", RequestValue.Long, ["seed", "randomseed"]),
        new("FrequencyPenalty", RequestValue.Double, ["frequencypenalty"]),
        new("PresencePenalty", RequestValue.Double, ["presencepenalty"]),
        new("ChoiceCount", RequestValue.Long, ["n", "candidate", "choice"]),
        new("Stream", RequestValue.Boolean, ["stream", "streamingenabled"]),
        new("OutputType", RequestValue.Format, ["responseformat", "format", "textformat"]),
        new("ReasoningLevel", RequestValue.Name, ["reasoningeffortlevel", "reasoningeffort", "effort"]),
        new("ServiceTier", RequestValue.Name, ["servicetier"]),
        new("ConversationId", RequestValue.String, ["conversationid"]),
        new("Dimensions", RequestValue.Long, ["dimension", "outputdimensionality"]),
    ];

    /// <summary>Types of a response format, by metadata name, and the output type each stands for.</summary>
    public static readonly IReadOnlyList<KeyValuePair<string, string>> Formats =
    [
        new("Microsoft.Extensions.AI.ChatResponseFormatJson", "json"),
        new("Microsoft.Extensions.AI.ChatResponseFormatText", "text"),
        new("Azure.AI.Inference.ChatCompletionsResponseFormatJsonObject", "json"),
        new("Azure.AI.Inference.ChatCompletionsResponseFormatJsonSchema", "json"),
        new("Azure.AI.Inference.ChatCompletionsResponseFormatText", "text"),
        new("Anthropic.Models.Messages.JsonOutputFormat", "json"),
        new("Anthropic.Models.Beta.Messages.BetaJsonOutputFormat", "json"),
    ];
}

/// <summary>A member of the run time's LlmRequest.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it takes.</param>
/// <param name="Sources">Canonical names of the SDKs' members, the preferred one first.</param>
internal sealed record RequestMember(string Name, RequestValue Value, string[] Sources);

/// <summary>How a value of a request is read.</summary>
internal enum RequestValue
{
    /// <summary>A string, or a wrapper of one.</summary>
    String,

    /// <summary>A string, an enum, or an extensible enum; in lower case, as the provider's wire spells it.</summary>
    Name,

    /// <summary>A whole number.</summary>
    Long,

    /// <summary>A number.</summary>
    Double,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A sequence of strings.</summary>
    Strings,

    /// <summary>A response format, of which the output type is read.</summary>
    Format,
}
