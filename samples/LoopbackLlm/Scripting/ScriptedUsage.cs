namespace LoopbackLlm;

/// <summary>
/// The usage in a response, in the provider's own figures. Nothing is computed: figures that are null are neither sent nor logged, and the
/// same holds for figures without a field in the provider's protocol.
/// </summary>
/// <remarks>
/// The provider defines what the figures mean: OpenAI's input tokens include the cached ones, Anthropic's do not.
/// </remarks>
public sealed record ScriptedUsage
{
    /// <summary><c>prompt_tokens</c>, <c>input_tokens</c> or <c>prompt_eval_count</c>.</summary>
    public long? InputTokens { get; init; }

    /// <summary><c>completion_tokens</c>, <c>output_tokens</c> or <c>eval_count</c>.</summary>
    public long? OutputTokens { get; init; }

    /// <summary><c>total_tokens</c> of OpenAI and Azure.</summary>
    public long? TotalTokens { get; init; }

    /// <summary>Tokens read from a cache: <c>cached_tokens</c>, or Anthropic's <c>cache_read_input_tokens</c>.</summary>
    public long? CachedInputTokens { get; init; }

    /// <summary>Tokens written to a cache: <c>cache_write_tokens</c>, or Anthropic's <c>cache_creation_input_tokens</c>.</summary>
    public long? CacheWriteInputTokens { get; init; }

    /// <summary>Anthropic's <c>cache_creation.ephemeral_5m_input_tokens</c>.</summary>
    public long? CacheWrite5mInputTokens { get; init; }

    /// <summary>Anthropic's <c>cache_creation.ephemeral_1h_input_tokens</c>.</summary>
    public long? CacheWrite1hInputTokens { get; init; }

    /// <summary><c>reasoning_tokens</c>, or Anthropic's <c>thinking_tokens</c>.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary><c>audio_tokens</c> of the prompt (OpenAI chat).</summary>
    public long? InputAudioTokens { get; init; }

    /// <summary><c>audio_tokens</c> of the completion (OpenAI chat).</summary>
    public long? OutputAudioTokens { get; init; }

    /// <summary><c>accepted_prediction_tokens</c> (OpenAI chat).</summary>
    public long? AcceptedPredictionTokens { get; init; }

    /// <summary><c>rejected_prediction_tokens</c> (OpenAI chat).</summary>
    public long? RejectedPredictionTokens { get; init; }

    /// <summary>
    /// Web searches: Anthropic's <c>server_tool_use.web_search_requests</c>, or the number of <c>web_search_call</c> items in the output of
    /// OpenAI's responses.
    /// </summary>
    public long? WebSearchRequests { get; init; }

    /// <summary>Anthropic's <c>server_tool_use.web_fetch_requests</c>.</summary>
    public long? WebFetchRequests { get; init; }

    /// <summary>A usage with input, output, and the total that OpenAI's protocol contains as well.</summary>
    public static ScriptedUsage Of(long inputTokens, long outputTokens) =>
        new() { InputTokens = inputTokens, OutputTokens = outputTokens, TotalTokens = inputTokens + outputTokens };

    /// <summary>Adds figure by figure; a sum is null when both figures are null.</summary>
    public static ScriptedUsage operator +(ScriptedUsage left, ScriptedUsage right) => UsageFigure.All.Aggregate(
        left,
        (sum, figure) => figure.Of(right) is { } value ? figure.With(sum, checked((figure.Of(sum) ?? 0) + value)) : sum);

    /// <summary>Merges a later partial usage into this one: its figures replace those of this usage.</summary>
    internal ScriptedUsage UpdatedBy(ScriptedUsage later) =>
        UsageFigure.All.Aggregate(this, (usage, figure) => figure.Of(later) is { } value ? figure.With(usage, value) : usage);
}
