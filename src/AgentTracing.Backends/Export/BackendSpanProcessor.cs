using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>Sends the spans for a back end in batches, on a separate thread.</summary>
internal sealed class BackendSpanProcessor(BaseExporter<Activity> exporter, BackendOptions options, SpanFilter filter) : BatchActivityExportProcessor(
    exporter,
    maxQueueSize: QueueSize,
    scheduledDelayMilliseconds: (int)Math.Clamp(options.FlushInterval.TotalMilliseconds, 1, int.MaxValue),
    maxExportBatchSize: Math.Clamp(options.MaxBatchSize, 1, QueueSize))
{
    private const int QueueSize = 2048;

    public override void OnEnd(Activity data)
    {
        if (filter.Sends(data))
            base.OnEnd(data);
    }
}
