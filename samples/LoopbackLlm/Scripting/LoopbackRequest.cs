using System.Text.Json;

namespace LoopbackLlm;

/// <summary>The providers whose protocols the server implements, by their names in the OpenTelemetry GenAI conventions.</summary>
public static class LlmProvider
{
    /// <summary>Paths that begin with <c>/v1/chat/completions</c>, <c>/v1/responses</c>, <c>/v1/embeddings</c>.</summary>
    public const string OpenAI = "openai";

    /// <summary>Paths that begin with <c>/openai</c>.</summary>
    public const string AzureOpenAI = "azure.ai.openai";

    /// <summary>The path <c>/chat/completions</c> or <c>/embeddings</c>, also under <c>/models</c>.</summary>
    public const string AzureInference = "azure.ai.inference";

    /// <summary>The path <c>/v1/messages</c>.</summary>
    public const string Anthropic = "anthropic";

    /// <summary>Paths that begin with <c>/api</c>.</summary>
    public const string Ollama = "ollama";
}

/// <summary>The operations of the protocols.</summary>
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

/// <summary>A request as a script sees it: the part that all protocols have in common.</summary>
public sealed record LoopbackRequest
{
    /// <summary>The number of the request in the server's log, starting with 1.</summary>
    public required int Number { get; init; }

    /// <summary>One of <see cref="LlmProvider"/>.</summary>
    public required string Provider { get; init; }

    /// <summary>One of <see cref="LlmOperation"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>The requested model, from the body or from the deployment in the path; empty when the request names none.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the request asks for a stream.</summary>
    public required bool IsStreaming { get; init; }

    /// <summary>
    /// The messages, oldest first, including the system message, tool results, and the messages before <c>previous_response_id</c>.
    /// </summary>
    public required IReadOnlyList<RequestMessage> Messages { get; init; }

    /// <summary>The headers by name, case-insensitive.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The text of the system (or developer) messages.</summary>
    public string SystemText => string.Join('\n', Messages.Where(m => m.Role == MessageRole.System).Select(m => m.Text));

    /// <summary>The text of the last user message; empty when there is none.</summary>
    public string LastUserText => Messages.LastOrDefault(m => m.Role == MessageRole.User)?.Text ?? "";

    /// <summary>The tool results after the last user message, oldest first.</summary>
    public IReadOnlyList<RequestMessage> ToolResults =>
        [.. Messages.Reverse().TakeWhile(m => m.Role != MessageRole.User).Where(m => m.Role == MessageRole.Tool).Reverse()];

    /// <summary>Whether a tool result follows the last user message.</summary>
    public bool HasToolResult => ToolResults.Count > 0;

    /// <summary>The turn of the conversation: the number of model messages so far, plus 1.</summary>
    public int Turn => 1 + Messages.Count(m => m.Role == MessageRole.Assistant);
}

/// <summary>The author of a message.</summary>
public enum MessageRole
{
    /// <summary>The instructions (system or developer).</summary>
    System,

    /// <summary>The user.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool; the message is its result.</summary>
    Tool,
}

/// <summary>A message of a request.</summary>
/// <param name="Role">Its author.</param>
/// <param name="Text">Its text, with parts joined by a line break; for a tool, the result.</param>
/// <param name="ToolCallId">For a tool result, the id of the call, if the protocol has one.</param>
public sealed record RequestMessage(MessageRole Role, string Text, string? ToolCallId = null);
