namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// Where an SDK's object keeps what a model is told, or answers. Names are those of metadata; a type or member that the referenced version of the
/// SDK does not have is left out.
/// </summary>
/// <param name="Type">The type; what derives from it is meant too.</param>
internal sealed record ContentShape(string Type)
{
    /// <summary>Method of the run time that reads the JSON which the SDK sends or has received; the SDK is asked to write it.</summary>
    public string? Wire { get; init; }

    /// <summary>Member that holds that JSON already.</summary>
    public string? WireMember { get; init; }

    /// <summary>Path of the list of messages.</summary>
    public string? Messages { get; init; }

    /// <summary>Path of the list of tools.</summary>
    public string? Tools { get; init; }

    /// <summary>Path of the instructions.</summary>
    public string? Instructions { get; init; }

    /// <summary>Path of the role, where the object is a message.</summary>
    public string? Role { get; init; }

    /// <summary>Path of the participant's name, where the object is a message.</summary>
    public string? Name { get; init; }

    /// <summary>Path of the list of parts of Microsoft.Extensions.AI, where the object is a message.</summary>
    public string? Contents { get; init; }

    /// <summary>Paths of texts; <c>[]</c> behind a member stands for each of its items.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Paths of thoughts, likewise.</summary>
    public string[] Thoughts { get; init; } = [];

    private const string Chat = "OpenAIChatContent.";
    private const string Responses = "OpenAIResponsesContent.";
    private const string AnthropicMessages = "AnthropicContent.";

    /// <summary>What calls are given: requests, options, messages, tools.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Requests { get; } = ByType(
    [
        new("Microsoft.Extensions.AI.ChatMessage") { Role = "Role", Name = "AuthorName", Contents = "Contents" },
        new("Microsoft.Extensions.AI.ChatOptions") { Instructions = "Instructions", Tools = "Tools" },
        new("OpenAI.Chat.ChatMessage") { Wire = Chat + "ReadMessage" },
        new("OpenAI.Chat.ChatCompletionOptions") { Tools = "Tools" },
        new("OpenAI.Chat.ChatTool") { Wire = Chat + "ReadTool" },
        new("OpenAI.Responses.ResponseItem") { Wire = Responses + "ReadItem" },
        new("OpenAI.Responses.CreateResponseOptions") { Wire = Responses + "ReadRequest" },
        new("OpenAI.Responses.ResponseCreationOptions") { Instructions = "Instructions" },
        new("Anthropic.Models.Messages.MessageCreateParams") { Wire = AnthropicMessages + "ReadRequest", WireMember = "RawBodyData" },
        new("Anthropic.Models.Beta.Messages.MessageCreateParams") { Wire = AnthropicMessages + "ReadRequest", WireMember = "RawBodyData" },
        new("Azure.AI.Inference.ChatCompletionsOptions") { Messages = "Messages", Tools = "Tools" },
        new("Azure.AI.Inference.ChatRequestMessage") { Wire = Chat + "ReadMessage" },
        new("Azure.AI.Inference.ChatCompletionsToolDefinition") { Wire = Chat + "ReadTool" },
        new("OllamaSharp.Models.Chat.ChatRequest") { Messages = "Messages" },
        new("OllamaSharp.Models.Chat.Message") { Role = "Role", Texts = ["Content"], Thoughts = ["Thinking"] },
        new("OllamaSharp.Models.GenerateRequest") { Instructions = "System", Texts = ["Prompt"] },
        new("Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest") { Messages = "Messages" },
        new("Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatMessage")
        {
            Role = "Role",
            Name = "Name",
            Texts = ["Content"],
            Thoughts = ["ReasoningContent"],
        },
        new("Microsoft.SemanticKernel.ChatMessageContent") { Role = "Role.Label", Name = "AuthorName", Texts = ["Content"] },
    ]);

    /// <summary>What calls return, and what their streams yield.</summary>
    public static IReadOnlyDictionary<string, ContentShape> Answers { get; } = ByType(
    [
        new("Microsoft.Extensions.AI.ChatResponse") { Messages = "Messages" },
        new("Microsoft.Extensions.AI.ChatResponseUpdate") { Contents = "Contents" },
        new("Microsoft.Extensions.AI.ChatMessage") { Role = "Role", Name = "AuthorName", Contents = "Contents" },
        new("OpenAI.Chat.ChatCompletion") { Wire = Chat + "ReadCompletion" },
        new("OpenAI.Chat.StreamingChatCompletionUpdate") { Wire = Chat + "ReadChunk" },
        new("OpenAI.Responses.ResponseResult") { Wire = Responses + "ReadResponse" },
        new("OpenAI.Responses.OpenAIResponse") { Wire = Responses + "ReadResponse" },
        new("OpenAI.Responses.StreamingResponseUpdate") { Wire = Responses + "ReadUpdate" },
        new("Anthropic.Models.Messages.Message") { Wire = AnthropicMessages + "ReadResponse", WireMember = "RawData" },
        new("Anthropic.Models.Messages.RawMessageStreamEvent") { Wire = AnthropicMessages + "ReadUpdate", WireMember = "Json" },
        new("Anthropic.Models.Beta.Messages.BetaMessage") { Wire = AnthropicMessages + "ReadResponse", WireMember = "RawData" },
        new("Anthropic.Models.Beta.Messages.BetaRawMessageStreamEvent") { Wire = AnthropicMessages + "ReadUpdate", WireMember = "Json" },
        new("Azure.AI.Inference.ChatCompletions") { Texts = ["Content"] },
        new("Azure.AI.Inference.StreamingChatCompletionsUpdate") { Texts = ["ContentUpdate"] },
        new("OllamaSharp.Models.Chat.ChatResponseStream") { Texts = ["Message.Content"], Thoughts = ["Message.Thinking"] },
        new("OllamaSharp.Models.GenerateResponseStream") { Texts = ["Response"], Thoughts = ["Thinking"] },
        new("Betalgo.Ranul.OpenAI.ObjectModels.ResponseModels.ChatCompletionCreateResponse")
        {
            Texts = ["Choices[].Message.Content", "Choices[].Delta.Content"],
            Thoughts = ["Choices[].Message.ReasoningContent", "Choices[].Delta.ReasoningContent"],
        },
        new("Microsoft.SemanticKernel.ChatMessageContent") { Texts = ["Content"] },
        new("Microsoft.SemanticKernel.StreamingChatMessageContent") { Texts = ["Content"] },
        new("Microsoft.SemanticKernel.TextContent") { Texts = ["Text"] },
        new("Microsoft.SemanticKernel.StreamingTextContent") { Texts = ["Text"] },
    ]);

    private static Dictionary<string, ContentShape> ByType(ContentShape[] shapes) => shapes.ToDictionary(static shape => shape.Type, StringComparer.Ordinal);
}
