using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>What the server replies when a <see cref="ScriptRule"/> matches.</summary>
public sealed record ScriptedReply
{
    /// <summary>The text of the response; null for one that only calls tools.</summary>
    public string? Text { get; init; }

    /// <summary>The pieces in which a stream sends the text; null to send <see cref="Text"/> word by word.</summary>
    public IReadOnlyList<string>? Chunks { get; init; }

    /// <summary>The tool calls of the response.</summary>
    public IReadOnlyList<ScriptedToolCall>? ToolCalls { get; init; }

    /// <summary>
    /// The finish reason. <c>stop</c>, <c>length</c>, <c>tool_calls</c> and <c>content_filter</c> are translated to the provider's terms;
    /// other values are sent unchanged. Null means <c>tool_calls</c> if there are tool calls, otherwise <c>stop</c>.
    /// </summary>
    public string? FinishReason { get; init; }

    /// <summary>The usage in the response; null for a response without usage.</summary>
    public ScriptedUsage? Usage { get; init; }

    /// <summary>
    /// Usage sent early, with the first, second, ... chunk of a stream, as some compatible servers do. Only the last usage of a stream
    /// counts. (OpenAI chat and Azure AI Inference if the request asks for usage; Anthropic.)
    /// </summary>
    public IReadOnlyList<ScriptedUsage>? InterimUsage { get; init; }

    /// <summary>The model named in the response; null for the requested model.</summary>
    public string? Model { get; init; }

    /// <summary>The id of the response; null for a unique one.</summary>
    public string? Id { get; init; }

    /// <summary>The service tier in the response (OpenAI, Anthropic).</summary>
    public string? ServiceTier { get; init; }

    /// <summary>
    /// For a request with <c>background: true</c> (OpenAI's responses), the number of polls that get an unfinished response.
    /// </summary>
    public int UnfinishedPolls { get; init; } = 1;

    /// <summary>The vector for every input of an embeddings request.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>The time before the first byte; null for <see cref="LoopbackServerOptions.Delay"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The time before each chunk of a stream; null for <see cref="LoopbackServerOptions.ChunkDelay"/>.</summary>
    public TimeSpan? ChunkDelay { get; init; }

    /// <summary>The failure of the request; null when it succeeds.</summary>
    public ScriptedFailure? Failure { get; init; }

    [JsonIgnore]
    internal string FullText => Text ?? (Chunks is null ? "" : string.Concat(Chunks));

    [JsonIgnore]
    internal IReadOnlyList<ScriptedToolCall> Calls => ToolCalls ?? [];

    /// <summary>A response with a text.</summary>
    public static ScriptedReply Say(string text, ScriptedUsage? usage = null) => new() { Text = text, Usage = usage };

    /// <summary>A response that calls tools.</summary>
    public static ScriptedReply Call(ScriptedUsage? usage, params IReadOnlyList<ScriptedToolCall> toolCalls) =>
        new() { ToolCalls = toolCalls, Usage = usage };

    /// <summary>A request that fails.</summary>
    public static ScriptedReply Fail(ScriptedFailure failure) => new() { Failure = failure };
}
