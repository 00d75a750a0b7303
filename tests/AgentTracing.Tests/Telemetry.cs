using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentTracing.Tests;

/// <summary>
/// Tests of the run time share the process's one source and one meter, so they run one after another.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}

/// <summary>Collects the ended spans of AgentTracing (and of other sources, if asked to).</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();

    public SpanCollector(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded, params string[] moreSources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName || moreSources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Sampled.Enqueue([.. options.Tags ?? []]);
                return sampling;
            },
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ConcurrentQueue<KeyValuePair<string, object?>[]> Sampled { get; } = new();

    public IReadOnlyList<Activity> Ended => [.. _ended];

    public Activity Single => Assert.Single(Ended);

    public Activity Named(string name) => Assert.Single(Ended, activity => activity.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}

/// <summary>Collects the measurements of AgentTracing's meter.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measurement> _measurements = new();

    public MetricCollector(params string[] onlyInstruments)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.MeterName && (onlyInstruments.Length == 0 || onlyInstruments.Contains(instrument.Name)))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measurement> All => [.. _measurements];

    public IReadOnlyList<Measurement> Of(string instrument) => [.. _measurements.Where(measurement => measurement.Instrument == instrument)];

    public double Sum(string instrument, params (string Key, object? Value)[] tags)
        => Of(instrument).Where(measurement => tags.All(tag => Equals(measurement.Tag(tag.Key), tag.Value))).Sum(measurement => measurement.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measurements.Enqueue(new Measurement(instrument.Name, value, tags.ToArray()));

    internal sealed record Measurement(string Instrument, double Value, KeyValuePair<string, object?>[] Tags)
    {
        public object? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key).Value;
    }
}
