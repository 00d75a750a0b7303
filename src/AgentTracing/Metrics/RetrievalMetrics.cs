using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Metrics of retrievals.</summary>
internal static class RetrievalMetrics
{
    internal static void Record(Operation operation, TimeSpan elapsed)
    {
        if ((AgentTracingOptions.Current.Metrics & (MetricSets.GenAI | MetricSets.V1_41)) == 0)
            return;

        var tags = new TagList { { GenAIAttributes.OperationName, OperationNames.Retrieval } };
        if (OperationRecorder.ErrorType(operation) is { } errorType)
            tags.Add(GenAIAttributes.ErrorType, errorType);
        GenAIInstruments.OperationDuration.Record(elapsed.TotalSeconds, tags);
    }
}
