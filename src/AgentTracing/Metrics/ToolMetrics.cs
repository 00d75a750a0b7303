using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Metrics of the executions of tools.</summary>
internal static class ToolMetrics
{
    internal static void Record(Operation operation, TimeSpan elapsed)
    {
        var options = AgentTracingOptions.Current;
        var tags = operation.Descriptor.ToolTags.For(new(operation.AgentName, options));
        if ((options.Metrics & MetricSets.GenAI) != 0)
            GenAIInstruments.ToolDuration.Record(elapsed.TotalSeconds, MetricTags.WithError(tags.Duration, OperationRecorder.ErrorType(operation)));
        if ((options.Metrics & MetricSets.Llm) == 0)
            return;

        var dimensions = MetricDimension.Of(operation);
        LlmInstruments.ToolCalls.Add(1, MetricDimension.With(tags.Calls(AgentMetrics.OutcomeOf(operation)), dimensions));
        if (operation.ToolUsd is { } usd)
            LlmInstruments.ToolCost.Add((double)usd, MetricDimension.With(tags.Cost, dimensions));
    }
}
