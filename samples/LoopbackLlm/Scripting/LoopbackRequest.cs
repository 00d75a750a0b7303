using System.Text.Json;

namespace LoopbackLlm;

/// <summary>The providers whose wires the server speaks, by their names in the OpenTelemetry GenAI conventions.</summary>
public static class LlmProvider
{
    /// <summary>Paths that begin with <c>/v1/chat/completions</c>, <c>/v1/responses</c>, <c>/v1/embeddings</c>.</summary>
    public const string OpenAI = "openai";

    /// <summary>Paths that begin with <c>/openai</c>.</summary>
    public const string AzureOpenAI = "azure.ai.openai";

    /// <summary>The path <c>/chat/completions</c> or <c>/embeddings</c>, also below <c>/models</c>.</summary>
    public const string AzureInference = "azure.ai.inference";

    /// <summary>The path <c>/v1/messages</c>.</summary>
    public const string Anthropic = "anthropic";

    /// <summary>Paths that begin with <c>/api</c>.</summary>
    public const string Ollama = "ollama";
}

/// <summary>The operations of the wires.</summary>
public static class LlmOperation
{
    /// <summary>Chat completions of OpenAI and Azure, messages of Anthropic, chat of Ollama.</summary>
    public const string Chat = "chat";

    /// <summary>OpenAI's responses.</summary>
    public const string Responses = "responses";

    /// <summary>Ollama's generate.</summary>
    public const string Generate = "generate";

    /// <summary>Embeddings.</summary>
    public const string Embeddings = "embeddings";
}

/// <summary>A request as a script sees it: what every wire has in common.</summary>
public sealed record LoopbackRequest
{
    /// <summary>The number of the request in this server's log, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>The requested model: of the body, or the deployment in the path. Empty when the request names none.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the answer is to be a stream.</summary>
    public required bool IsStreaming { get; init; }

    /// <summary>
    /// The messages, oldest first, with the system message and the tool results; also those that came before a <c>previous_response_id</c>.
    /// </summary>
    public required IReadOnlyList<RequestMessage> Messages { get; init; }

    /// <summary>The headers, by name without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The text of the system (or developer) messages.</summary>
    public string SystemText => string.Join('\n', Messages.Where(m => m.Role == MessageRole.System).Select(m => m.Text));

    /// <summary>The text of the last message of the user; empty when there is none.</summary>
    public string LastUserText => Messages.LastOrDefault(m => m.Role == MessageRole.User)?.Text ?? "";

    /// <summary>The tool results that follow the last message of the user, oldest first.</summary>
    public IReadOnlyList<RequestMessage> ToolResults =>
        [.. Messages.Reverse().TakeWhile(m => m.Role != MessageRole.User).Where(m => m.Role == MessageRole.Tool).Reverse()];

    /// <summary>Whether a tool result follows the last message of the user.</summary>
    public bool HasToolResult => ToolResults.Count > 0;

    /// <summary>The turn of the conversation: 1 more than the model has answered so far.</summary>
    public int Turn => 1 + Messages.Count(m => m.Role == MessageRole.Assistant);
}

/// <summary>Who a message is from.</summary>
public enum MessageRole
{
    /// <summary>The instructions.</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool: the message is its result.</summary>
    Tool,
}

/// <summary>A message of a request.</summary>
/// <param name="Role">Who it is from.</param>
/// <param name="Text">Its text, parts joined by a line break; of a tool, the result.</param>
/// <param name="ToolCallId">Of a tool result, the id of the call it answers, on the wires that have one.</param>
public sealed record RequestMessage(MessageRole Role, string Text, string? ToolCallId = null);
