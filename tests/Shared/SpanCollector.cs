using System.Collections.Concurrent;
using System.Diagnostics;

namespace AgentTracing.Tests.Shared;

/// <summary>Collects the ended spans of AgentTracing, and of other sources if given.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _ended = new();
    private int _started;

    public SpanCollector(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded, params string[] moreSources)
        : this((ref ActivityCreationOptions<ActivityContext> _) => sampling, moreSources)
    {
    }

    public SpanCollector(SampleActivity<ActivityContext> sample, params string[] moreSources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName || moreSources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
            {
                Sampled.Enqueue([.. options.Tags ?? []]);
                return sample(ref options);
            },
            ActivityStarted = _ => Interlocked.Increment(ref _started),
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The attributes that the sampler got for each span.</summary>
    public ConcurrentQueue<KeyValuePair<string, object?>[]> Sampled { get; } = new();

    /// <summary>The number of started spans.</summary>
    public int Started => _started;

    /// <summary>The spans, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended];

    public Activity Single => Assert.Single(Ended);

    public Activity Named(string name) => Assert.Single(Ended, activity => activity.DisplayName == name);

    /// <summary>The spans of one trace, without those of tests that run in parallel.</summary>
    public IReadOnlyList<Activity> In(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];

    public void Dispose() => _listener.Dispose();
}
