using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>The instruments of the sets <see cref="MetricSets.GenAI"/> and <see cref="MetricSets.V1_41"/>.</summary>
internal static class GenAIInstruments
{
    internal static readonly Histogram<double> InferenceDuration = Seconds(
        MetricNames.InferenceDuration, "Duration of model calls.", Buckets.Duration);

    internal static readonly Histogram<double> TimeToFirstChunk = Seconds(
        MetricNames.InferenceTimeToFirstChunk, "Time to the first chunk of a streamed response.", Buckets.Duration);

    internal static readonly Histogram<double> TimePerOutputChunk = Seconds(
        MetricNames.InferenceTimePerOutputChunk, "Time between the chunks of a streamed response.", Buckets.Duration);

    internal static readonly Counter<long> InputTokens = Tokens(MetricNames.InferenceInputTokens, "Input tokens, cached ones included.");
    internal static readonly Counter<long> OutputTokens = Tokens(MetricNames.InferenceOutputTokens, "Output tokens, reasoning included.");
    internal static readonly Counter<long> CacheReadTokens = Tokens(MetricNames.InferenceCacheReadTokens, "Input tokens read from a cache.");
    internal static readonly Counter<long> CacheWriteTokens = Tokens(MetricNames.InferenceCacheWriteTokens, "Input tokens written to a cache.");
    internal static readonly Counter<long> ReasoningTokens = Tokens(MetricNames.InferenceReasoningTokens, "Output tokens spent on reasoning.");

    internal static readonly Histogram<long> OperationInputTokens = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.InferenceOperationInputTokens, "{token}", "Input tokens of one call.", null, Buckets.Tokens);

    internal static readonly Histogram<long> OperationOutputTokens = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.InferenceOperationOutputTokens, "{token}", "Output tokens of one call.", null, Buckets.Tokens);

    internal static readonly Histogram<double> OperationDuration = Seconds(
        MetricNames.ClientOperationDuration, "Duration of embeddings and retrievals.", Buckets.Duration);

    internal static readonly Histogram<double> AgentDuration = Seconds(
        MetricNames.InvokeAgentDuration, "Duration of runs of agents and workflows.", Buckets.AgentDuration);

    internal static readonly Histogram<long> AgentInferenceCalls = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.InvokeAgentInferenceCalls, "{inference_call}", "Model calls of one run, without those of sub-agents.", null, Buckets.Calls);

    internal static readonly Histogram<long> AgentToolCalls = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.InvokeAgentToolCalls, "{tool_call}", "Tool executions of one run, without those of sub-agents.", null, Buckets.Calls);

    internal static readonly Histogram<double> ToolDuration = Seconds(
        MetricNames.ExecuteToolDuration, "Duration of tool executions.", Buckets.Duration);

    internal static readonly Histogram<long> TokenUsage = AgentTelemetry.Meter.CreateHistogram(
        MetricNames.ClientTokenUsage, "{token}", "Tokens of one call, by type (conventions up to v1.41).", null, Buckets.Tokens);

    /// <summary>Whether any of them has a listener.</summary>
    internal static bool Enabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => InferenceDuration.Enabled || InputTokens.Enabled || OutputTokens.Enabled || AgentDuration.Enabled || ToolDuration.Enabled
            || CacheReadTokens.Enabled || CacheWriteTokens.Enabled || ReasoningTokens.Enabled || OperationInputTokens.Enabled
            || OperationOutputTokens.Enabled || TimeToFirstChunk.Enabled || TimePerOutputChunk.Enabled || OperationDuration.Enabled
            || AgentInferenceCalls.Enabled || AgentToolCalls.Enabled || TokenUsage.Enabled;
    }

    /// <summary>Whether an instrument has a listener that a run records, or that contains the agent's name.</summary>
    internal static bool RunEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => AgentDuration.Enabled || AgentInferenceCalls.Enabled || AgentToolCalls.Enabled || ToolDuration.Enabled;
    }

    private static Histogram<double> Seconds(string name, string description, InstrumentAdvice<double> advice)
        => AgentTelemetry.Meter.CreateHistogram(name, "s", description, null, advice);

    private static Counter<long> Tokens(string name, string description) => AgentTelemetry.Meter.CreateCounter<long>(name, "{token}", description);
}
