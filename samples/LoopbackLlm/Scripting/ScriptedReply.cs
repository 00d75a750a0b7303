using System.Text.Json.Serialization;

namespace LoopbackLlm;

/// <summary>What the server answers when a <see cref="ScriptRule"/> matches.</summary>
public sealed record ScriptedReply
{
    /// <summary>The text of the answer; null when it only calls tools.</summary>
    public string? Text { get; init; }

    /// <summary>The pieces in which a stream sends the text. Without them a stream sends <see cref="Text"/> word by word.</summary>
    public IReadOnlyList<string>? Chunks { get; init; }

    /// <summary>The tools the answer calls.</summary>
    public IReadOnlyList<ScriptedToolCall>? ToolCalls { get; init; }

    /// <summary>
    /// Why the answer ends: <c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>, each said in the provider's own word.
    /// Any other text goes on the wire as it is. Null means <c>tool_calls</c> when there are any, otherwise <c>stop</c>.
    /// </summary>
    public string? FinishReason { get; init; }

    /// <summary>The usage to report; null for an answer without usage.</summary>
    public ScriptedUsage? Usage { get; init; }

    /// <summary>
    /// Usage sent early, with the first, second, ... chunk of a stream, as some compatible servers do. Only the last of all counts.
    /// (OpenAI chat and Azure AI Inference, when usage is asked for; Anthropic.)
    /// </summary>
    public IReadOnlyList<ScriptedUsage>? InterimUsage { get; init; }

    /// <summary>The model the answer says it is from; null echoes the requested model.</summary>
    public string? Model { get; init; }

    /// <summary>The id of the answer; null for one that no other answer of this server has.</summary>
    public string? Id { get; init; }

    /// <summary>The service tier the answer states (OpenAI, Anthropic).</summary>
    public string? ServiceTier { get; init; }

    /// <summary>How many polls find the answer unfinished, where the request wants it made in the background (OpenAI's responses).</summary>
    public int UnfinishedPolls { get; init; } = 1;

    /// <summary>The vector given to every input of an embeddings request.</summary>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>How long the first byte takes; null for <see cref="LoopbackServerOptions.Delay"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>How long each chunk of a stream takes; null for <see cref="LoopbackServerOptions.ChunkDelay"/>.</summary>
    public TimeSpan? ChunkDelay { get; init; }

    /// <summary>How the request fails; null when it does not.</summary>
    public ScriptedFailure? Failure { get; init; }

    [JsonIgnore]
    internal string FullText => Text ?? (Chunks is null ? "" : string.Concat(Chunks));

    [JsonIgnore]
    internal IReadOnlyList<ScriptedToolCall> Calls => ToolCalls ?? [];

    /// <summary>An answer of <paramref name="text"/>.</summary>
    public static ScriptedReply Say(string text, ScriptedUsage? usage = null) => new() { Text = text, Usage = usage };

    /// <summary>An answer that calls tools.</summary>
    public static ScriptedReply Call(ScriptedUsage? usage, params IReadOnlyList<ScriptedToolCall> toolCalls) =>
        new() { ToolCalls = toolCalls, Usage = usage };

    /// <summary>An answer that is a failure.</summary>
    public static ScriptedReply Fail(ScriptedFailure failure) => new() { Failure = failure };
}
