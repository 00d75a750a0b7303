using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Metrics of agents and workflows, which the conventions treat alike.</summary>
internal static class AgentMetrics
{
    /// <summary>The outcome of a successful operation.</summary>
    internal const string Ok = "ok";

    /// <summary>The outcome of a failed operation.</summary>
    internal const string Error = "error";

    internal static void Record(Operation operation, in RollUpSums sums, TimeSpan elapsed)
    {
        var sets = AgentTracingOptions.Current.Metrics;
        var name = Label.Agent.Cap(operation.Descriptor.Name);
        if ((sets & MetricSets.GenAI) != 0)
            RecordGenAI(name, in sums, elapsed, OperationRecorder.ErrorType(operation));
        if ((sets & MetricSets.Llm) != 0 && IsRun(operation))
            RecordRun(operation, name, in sums);
    }

    /// <summary>Whether an operation is a run that is counted and billed: an agent, or a workflow without an enclosing operation.</summary>
    internal static bool IsRun(Operation operation)
        => operation.Descriptor.Kind == OperationKind.Agent || (operation.Descriptor.Kind == OperationKind.Workflow && operation.Parent is null);

    /// <summary>How an operation ended: <c>ok</c>, <c>error</c> or <c>cancelled</c>.</summary>
    internal static string OutcomeOf(Operation operation)
        => operation.Exception is null ? Ok : operation.IsCancelled ? "cancelled" : Error;

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

    private static void RecordRun(Operation operation, string? name, in RollUpSums sums)
    {
        var tags = new TagList { new(MetricNames.Labels.AgentName, name) };
        foreach (var dimension in MetricDimension.Of(operation))
            tags.Add(dimension);
        if (sums.HasCost)
            LlmInstruments.AgentRunCost.Record((double)sums.Cost, tags);

        tags.Insert(1, new(MetricNames.Labels.Status, OutcomeOf(operation)));
        LlmInstruments.AgentRuns.Add(1, tags);
    }
}
