using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Metrics of the executions of tools.</summary>
internal static class ToolMetrics
{
    internal static void Record(Operation operation, TimeSpan elapsed)
    {
        var sets = AgentTracingOptions.Current.Metrics;
        var tool = Label.Tool.Cap(operation.Descriptor.Name);
        var agent = Label.Agent.Cap(operation.AgentName);
        if ((sets & MetricSets.GenAI) != 0)
            RecordDuration(tool, agent, elapsed, OperationRecorder.ErrorType(operation));
        if ((sets & MetricSets.Llm) != 0)
            CountCall(tool, agent, AgentMetrics.OutcomeOf(operation));
    }

    private static void RecordDuration(string? tool, string? agent, TimeSpan elapsed, string? errorType)
    {
        var tags = new TagList
        {
            { GenAIAttributes.ToolName, tool },
            { GenAIAttributes.ToolType, "function" },
        };
        if (agent is not null)
            tags.Add(GenAIAttributes.AgentName, agent);
        if (errorType is not null)
            tags.Add(GenAIAttributes.ErrorType, errorType);
        GenAIInstruments.ToolDuration.Record(elapsed.TotalSeconds, tags);
    }

    private static void CountCall(string? tool, string? agent, string outcome)
    {
        var tags = new TagList
        {
            { MetricNames.Labels.Tool, tool },
            { MetricNames.Labels.Status, outcome },
        };
        if (agent is not null)
            tags.Add(MetricNames.Labels.AgentName, agent);
        LlmInstruments.ToolCalls.Add(1, tags);
    }
}
