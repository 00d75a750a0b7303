using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AgentTracing.Tests.Shared;

/// <summary>Collects the measurements of AgentTracing's meter, or of some of its instruments.</summary>
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
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measurement> All => [.. _measurements];

    public IReadOnlyList<Measurement> Of(string instrument) => [.. _measurements.Where(measurement => measurement.Instrument == instrument)];

    public double Sum(string instrument, params (string Key, object? Value)[] tags) => Matching(instrument, tags).Sum(static measurement => measurement.Value);

    /// <summary>The sum as a decimal, for amounts whose sum must be exact.</summary>
    public decimal DecimalSum(string instrument, params (string Key, object? Value)[] tags)
        => Matching(instrument, tags).Sum(static measurement => (decimal)measurement.Value);

    /// <summary>Records the observable instruments.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private IEnumerable<Measurement> Matching(string instrument, (string Key, object? Value)[] tags)
        => Of(instrument).Where(measurement => tags.All(tag => Equals(measurement.Tag(tag.Key), tag.Value)));

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measurements.Enqueue(new Measurement(instrument, value, tags.ToArray()));

    internal sealed record Measurement(Instrument Source, double Value, KeyValuePair<string, object?>[] Tags)
    {
        public string Instrument => Source.Name;

        public object? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key).Value;
    }
}
