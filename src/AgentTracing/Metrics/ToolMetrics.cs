using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Metrics of the executions of tools.</summary>
internal static class ToolMetrics
{
    internal static void Record(Operation operation, TimeSpan elapsed)
        => Record(
            operation.Descriptor.ToolTags.For(new(operation.AgentName, AgentTracingOptions.Current)),
            elapsed,
            OperationRecorder.ErrorType(operation),
            AgentMetrics.OutcomeOf(operation),
            operation,
            operation.ToolUsd);

    /// <summary>Records an execution of another library's span.</summary>
    internal static void Record(string tool, Operation? around, TimeSpan elapsed, string? errorType, bool isFailed)
        => Record(
            new ToolTags(tool, around?.InnerAgentName), elapsed, errorType, isFailed || errorType is not null ? AgentMetrics.Error : AgentMetrics.Ok, around, costUsd: null);

    private static void Record(ToolTags tags, TimeSpan elapsed, string? errorType, string outcome, Operation? around, decimal? costUsd)
    {
        var options = AgentTracingOptions.Current;
        if ((options.Metrics & MetricSets.GenAI) != 0)
            GenAIInstruments.ToolDuration.Record(elapsed.TotalSeconds, MetricTags.WithError(tags.Duration, errorType));
        if ((options.Metrics & MetricSets.Llm) == 0)
            return;

        var dimensions = MetricDimension.Of(around);
        LlmInstruments.ToolCalls.Add(1, MetricDimension.With(tags.Calls(outcome), dimensions));
        if (costUsd is { } usd)
            LlmInstruments.ToolCost.Add((double)usd, MetricDimension.With(tags.Cost, dimensions));
    }
}
