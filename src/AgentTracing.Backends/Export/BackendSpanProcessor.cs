using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>Sends the spans that a back end is for, in batches, on a thread of its own.</summary>
internal sealed class BackendSpanProcessor(BaseExporter<Activity> exporter, BackendOptions options, SpanFilter filter) : BatchActivityExportProcessor(
    exporter,
    maxQueueSize: Math.Max(2048, options.MaxBatchSize),
    scheduledDelayMilliseconds: (int)options.FlushInterval.TotalMilliseconds,
    maxExportBatchSize: options.MaxBatchSize)
{
    public override void OnEnd(Activity data)
    {
        if (filter.Includes(data))
            base.OnEnd(data);
    }
}
