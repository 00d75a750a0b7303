using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentTracing.Tests.Shared;

/// <summary>Listens to the spans and metrics of some sources, and ignores them.</summary>
internal sealed class SilentListeners : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics;

    internal SilentListeners(params string[] names)
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => names.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (names.Contains(instrument.Meter.Name))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _metrics.SetMeasurementEventCallback<int>(static (_, _, _, _) => { });
        _metrics.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        _metrics.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        _metrics.Start();
    }

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}
