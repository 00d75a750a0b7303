using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Metrics of the runs of agents, and of workflows, which the conventions treat alike.</summary>
internal static class AgentMetrics
{
    /// <summary>The outcome of an operation that ended well.</summary>
    internal const string Ok = "ok";

    internal static void Record(Operation operation, in RollUpSums sums, TimeSpan elapsed)
    {
        var sets = AgentTracingOptions.Current.Metrics;
        var name = Label.Agent.Cap(operation.Descriptor.Name);
        if ((sets & MetricSets.GenAI) != 0)
            RecordGenAI(name, in sums, elapsed, OperationRecorder.ErrorType(operation));
        if ((sets & MetricSets.Llm) != 0 && operation.Descriptor.Kind == OperationKind.Agent)
            RecordRun(name, in sums, OutcomeOf(operation));
    }

    /// <summary>How an operation ended: <c>ok</c>, <c>error</c> or <c>cancelled</c>.</summary>
    internal static string OutcomeOf(Operation operation)
        => operation.Exception is null ? Ok : operation.IsCancelled ? "cancelled" : "error";

    private static void RecordGenAI(string? name, in RollUpSums sums, TimeSpan elapsed, string? errorType)
    {
        var agent = new KeyValuePair<string, object?>(GenAIAttributes.AgentName, name);
        GenAIInstruments.AgentInferenceCalls.Record(sums.OwnLlmCalls, agent);
        GenAIInstruments.AgentToolCalls.Record(sums.OwnToolCalls, agent);

        var tags = new TagList { agent };
        if (errorType is not null)
            tags.Add(GenAIAttributes.ErrorType, errorType);
        GenAIInstruments.AgentDuration.Record(elapsed.TotalSeconds, tags);
    }

    private static void RecordRun(string? name, in RollUpSums sums, string outcome)
    {
        var agent = new KeyValuePair<string, object?>(MetricNames.Labels.AgentName, name);
        LlmInstruments.AgentRuns.Add(1, agent, new(MetricNames.Labels.Status, outcome));
        if (sums.PricedCalls > 0)
            LlmInstruments.AgentRunCost.Record((double)sums.Cost, agent);
    }
}
