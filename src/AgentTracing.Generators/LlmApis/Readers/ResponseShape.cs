namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// What has to be known about a result, or an element of a stream, that its shape does not say. Names are those of metadata; a type or
/// member
/// that the referenced version of the SDK does not have is left out.
/// </summary>
/// <param name="Type">The type.</param>
internal sealed record ResponseShape(string Type)
{
    /// <summary>Path of what holds everything, for wrappers; null: the object itself.</summary>
    public string? Root { get; init; }

    /// <summary>Path of the id, where no member is called so.</summary>
    public string? Id { get; init; }

    /// <summary>Paths of the reason to end, the better one first; an empty list: none is read.</summary>
    public string[]? FinishReason { get; init; }

    /// <summary>Whether the usage is a sum over calls that are counted one by one already.</summary>
    public bool IsAggregate { get; init; }

    /// <summary>Whether a stream of it may hold several responses, one after the other: the id tells them apart, and is read first.</summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>Whether the object is a list whose first element names the model.</summary>
    public bool ModelOnFirstElement { get; init; }

    /// <summary>Path of the provider's own object, where its type tells the provider.</summary>
    public string? Raw { get; init; }

    /// <summary>Path of the text that the model was asked, where the call did not say it.</summary>
    public string? Prompt { get; init; }

    /// <summary>Whether calls return lists of it, all of whose elements report the same call.</summary>
    public bool InLists { get; init; }

    /// <summary>Objects inside it, or derived types of it, that say more.</summary>
    public ResponsePart[] Parts { get; init; } = [];

    private static readonly string[] NoReason = [];

    /// <summary>Every type the catalogue knows something about.</summary>
    public static IReadOnlyList<ResponseShape> All { get; } =
    [
        // Wrappers. Anthropic's HttpResponse<T> is not among them: its body is read asynchronously, and later.
        new("System.ClientModel.ClientResult`1") { Root = "Value" },
        new("Azure.Response`1") { Root = "Value" },

        // Microsoft.Extensions.AI
        new("Microsoft.Extensions.AI.ChatResponse")
        {
            Raw = "RawRepresentation",
            Parts = [new("RawRepresentation", "Anthropic.Models.Messages.Message", ResponsePartReads.CacheWrites)],
        },
        new("Microsoft.Extensions.AI.ChatResponseUpdate")
        {
            Raw = "RawRepresentation",
            IsOneOfSeveral = true,
            Parts =
            [
                new("Contents[]", "Microsoft.Extensions.AI.UsageContent"),
                new("RawRepresentation", "Anthropic.Models.Messages.RawMessageStreamEvent", ResponsePartReads.CacheWrites),
            ],
        },
        new("Microsoft.Extensions.AI.UsageContent") { Root = "Details" },
        new("Microsoft.Extensions.AI.SpeechToTextResponseUpdate") { Parts = [new("Contents[]", "Microsoft.Extensions.AI.UsageContent")] },
        new("Microsoft.Extensions.AI.TextToSpeechResponseUpdate") { Parts = [new("Contents[]", "Microsoft.Extensions.AI.UsageContent")] },
        new("Microsoft.Extensions.AI.GeneratedEmbeddings`1") { ModelOnFirstElement = true },

        // Microsoft.Agents.AI, in both spellings
        new("Microsoft.Agents.AI.AgentResponse") { IsAggregate = true, Parts = [new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Model)] },
        new("Microsoft.Agents.AI.AgentResponseUpdate") { IsAggregate = true, IsOneOfSeveral = true, Parts = AgentUpdate },
        new("Microsoft.Agents.AI.AgentRunResponse") { IsAggregate = true, Parts = [new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Model)] },
        new("Microsoft.Agents.AI.AgentRunResponseUpdate") { IsAggregate = true, IsOneOfSeveral = true, Parts = AgentUpdate },

        // OpenAI. The Responses API ends with a status; its reason says more where the response is incomplete.
        new("OpenAI.Responses.ResponseResult") { FinishReason = ["IncompleteStatusDetails.Reason", "Status"] },
        new("OpenAI.Responses.OpenAIResponse") { FinishReason = ["IncompleteStatusDetails.Reason", "Status"] },
        new("OpenAI.Responses.StreamingResponseUpdate")
        {
            Parts =
            [
                new("", "OpenAI.Responses.StreamingResponseCreatedUpdate"),
                new("", "OpenAI.Responses.StreamingResponseCompletedUpdate"),
                new("", "OpenAI.Responses.StreamingResponseIncompleteUpdate"),
                new("", "OpenAI.Responses.StreamingResponseFailedUpdate"),
            ],
        },
        new("OpenAI.Responses.StreamingResponseCreatedUpdate") { Root = "Response", FinishReason = NoReason },
        new("OpenAI.Responses.StreamingResponseCompletedUpdate") { Root = "Response" },
        new("OpenAI.Responses.StreamingResponseIncompleteUpdate") { Root = "Response" },
        new("OpenAI.Responses.StreamingResponseFailedUpdate") { Root = "Response" },
        new("OpenAI.Audio.AudioTranscription") { Parts = [new("Usage", "OpenAI.Audio.AudioTranscriptionTokenUsage")] },
        new("OpenAI.Assistants.ThreadRun") { FinishReason = ["Status"] },
        new("OpenAI.Realtime.RealtimeServerUpdate") { Parts = [new("", "OpenAI.Realtime.RealtimeServerUpdateResponseDone")] },
        new("OpenAI.Realtime.RealtimeServerUpdateResponseDone") { Root = "Response", FinishReason = ["Status"] },

        // Anthropic: input and cache come with the first event, output and reason with the last.
        new("Anthropic.Models.Messages.RawMessageStreamEvent")
        {
            Parts = [new("Value", "Anthropic.Models.Messages.RawMessageStartEvent"), new("Value", "Anthropic.Models.Messages.RawMessageDeltaEvent")],
        },
        new("Anthropic.Models.Messages.RawMessageStartEvent") { Root = "Message" },
        new("Anthropic.Models.Messages.RawMessageDeltaEvent") { FinishReason = ["Delta.StopReason"] },
        new("Anthropic.Models.Beta.Messages.BetaRawMessageStreamEvent")
        {
            Parts = [new("Value", "Anthropic.Models.Beta.Messages.BetaRawMessageStartEvent"), new("Value", "Anthropic.Models.Beta.Messages.BetaRawMessageDeltaEvent")],
        },
        new("Anthropic.Models.Beta.Messages.BetaRawMessageStartEvent") { Root = "Message" },
        new("Anthropic.Models.Beta.Messages.BetaRawMessageDeltaEvent") { FinishReason = ["Delta.StopReason"] },

        // Anthropic.SDK (community): one type for answers and for the events of a stream
        new("Anthropic.SDK.Messaging.MessageResponse") { FinishReason = ["StopReason", "Delta.StopReason"], Parts = [new("StreamStartMessage", null)] },

        // Semantic Kernel: its contents carry the connector's object; their ModelId is the model that was asked for.
        new("Microsoft.SemanticKernel.ChatMessageContent") { InLists = true, Raw = "InnerContent", Parts = KernelContent },
        new("Microsoft.SemanticKernel.TextContent") { InLists = true, Raw = "InnerContent", Parts = KernelContent },
        new("Microsoft.SemanticKernel.StreamingKernelContent")
        {
            Raw = "InnerContent",
            Parts =
            [
                new("Metadata[Usage]", "OpenAI.Chat.ChatTokenUsage"),
                new("Metadata[Usage]", "Microsoft.Extensions.AI.UsageContent"),
                new("InnerContent", "OpenAI.Chat.StreamingChatCompletionUpdate"),
                new("InnerContent", "Microsoft.Extensions.AI.ChatResponseUpdate"),
                new("", "Microsoft.SemanticKernel.StreamingChatMessageContent"),
                new("", "Microsoft.SemanticKernel.StreamingTextContent"),
            ],
        },
        new("Microsoft.SemanticKernel.FunctionResult")
        {
            Prompt = "RenderedPrompt",
            Parts =
            [
                new("Metadata[Usage]", "OpenAI.Chat.ChatTokenUsage"),
                new("Metadata[Usage]", "Microsoft.Extensions.AI.UsageDetails"),
                new("GetValue<object>()", "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Answer),
                new("GetValue<object>()", "Microsoft.SemanticKernel.ChatMessageContent", ResponsePartReads.Answer),
            ],
        },

        // OllamaSharp: the last element of a stream is of a derived type
        new("OllamaSharp.Models.Chat.ChatResponseStream") { Parts = [new("", "OllamaSharp.Models.Chat.ChatDoneResponseStream")] },
        new("OllamaSharp.Models.GenerateResponseStream") { Parts = [new("", "OllamaSharp.Models.GenerateDoneResponseStream")] },

        // Amazon Bedrock
        new("Amazon.BedrockRuntime.Model.ConverseResponse") { Id = "ResponseMetadata.RequestId" },
        new("Amazon.Runtime.EventStreams.IEventStreamEvent")
        {
            Parts = [new("", "Amazon.BedrockRuntime.Model.ConverseStreamMetadataEvent"), new("", "Amazon.BedrockRuntime.Model.MessageStopEvent")],
        },
    ];

    private static ResponsePart[] AgentUpdate =>
    [
        new("Contents[]", "Microsoft.Extensions.AI.UsageContent"),
        new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponseUpdate", ResponsePartReads.Model),
    ];

    private static ResponsePart[] KernelContent =>
    [
        new("Metadata[Usage]", "OpenAI.Chat.ChatTokenUsage"),
        new("Metadata[Usage]", "Microsoft.Extensions.AI.UsageDetails"),
        new("InnerContent", "OpenAI.Chat.ChatCompletion"),
        new("InnerContent", "Microsoft.Extensions.AI.ChatResponse"),
    ];
}

/// <summary>An object that says more about a response.</summary>
/// <param name="Path">Where it is: a member, <c>member[]</c> for every element of it, <c>member[key]</c> for a value of a dictionary, empty
/// for the object itself.</param>
/// <param name="Is">Type it must be of, or null for the type the member is declared with.</param>
/// <param name="Reads">What is read of it.</param>
internal sealed record ResponsePart(string Path, string? Is, ResponsePartReads Reads = ResponsePartReads.Everything)
{
    /// <summary>Whether it says what the model answered, where what holds it does not.</summary>
    public bool IsAnswer => Path.Length == 0 || Reads == ResponsePartReads.Answer;
}

/// <summary>What is read of an object inside another.</summary>
internal enum ResponsePartReads
{
    /// <summary>All that it says of the response.</summary>
    Everything,

    /// <summary>All that it says, and the answer itself.</summary>
    Answer,

    /// <summary>The cache writes, told apart by their time to live, to complete the usage that is read already.</summary>
    CacheWrites,

    /// <summary>The model: the other says the rest itself.</summary>
    Model,
}
