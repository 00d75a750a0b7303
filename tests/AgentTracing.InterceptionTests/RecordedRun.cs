using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LoopbackLlm;

namespace AgentTracing.InterceptionTests;

/// <summary>A loopback server, and everything that AgentTracing (and the sources asked for) says while it is called.</summary>
internal sealed class RecordedRun : IAsyncDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Instrument, double Value)> _measurements = new();
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _metricListener = new();

    private RecordedRun(LoopbackServer server, string[] moreSources)
    {
        Server = server;
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName || moreSources.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spanListener);
        _metricListener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _metricListener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _measurements.Enqueue((instrument.Name, value)));
        _metricListener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _measurements.Enqueue((instrument.Name, value)));
        _metricListener.Start();
    }

    public LoopbackServer Server { get; }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public Activity Span => Assert.Single(Spans);

    /// <summary>The one span that shows a call: ours. Those of other libraries are plain, without usage.</summary>
    public Activity Shown
    {
        get
        {
            var shown = Assert.Single(Spans, static span => span.TagObjects.Any(static tag => tag.Key.StartsWith("gen_ai.usage.", StringComparison.Ordinal)));
            Assert.Equal(AgentTelemetry.SourceName, shown.Source.Name);
            return shown;
        }
    }

    /// <summary>
    /// The span of ours that shows a call, where another library's span ends after it and keeps its usage: Semantic Kernel's streams over a traced chat client.
    /// </summary>
    public Activity ShownByUs => Assert.Single(
        Spans,
        static span => span.Source.Name == AgentTelemetry.SourceName && span.TagObjects.Any(static tag => tag.Key.StartsWith("gen_ai.usage.", StringComparison.Ordinal)));

    /// <summary>What the server says it has sent.</summary>
    public (long Input, long Output) Sent
        => (Server.Log.Requests.Sum(request => request.Usage?.InputTokens ?? 0), Server.Log.Requests.Sum(request => request.Usage?.OutputTokens ?? 0));

    public static Task<RecordedRun> StartAsync(long output = 52, params string[] moreSources)
        => StartAsync(new ScriptedReply { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(101, output) }, moreSources);

    public static Task<RecordedRun> StartAsync(ScriptedReply reply, params string[] moreSources) => StartAsync(LoopbackScript.Always(reply), moreSources);

    public static async Task<RecordedRun> StartAsync(LoopbackScript script, params string[] moreSources)
        => new(await LoopbackServer.StartAsync(script, options: null, TestContext.Current.CancellationToken), moreSources);

    /// <summary>The sum of a metric's measurements.</summary>
    public double Sum(string instrument) => _measurements.Where(measurement => measurement.Instrument == instrument).Sum(measurement => measurement.Value);

    /// <summary>Asserts that the span and the metrics say what the server has sent, once, and that it costs what the price book says.</summary>
    public void AssertCountedOnce(Activity span)
    {
        var (input, output) = Sent;
        Assert.Equal(input, Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null));
        Assert.Equal(input + output, Sum("llm.tokens"));
        var provider = (string?)(span.GetTagItem("gen_ai.provider.name") ?? span.GetTagItem("gen_ai.system"));
        var model = (string?)(span.GetTagItem("gen_ai.response.model") ?? span.GetTagItem("gen_ai.request.model"));
        if (PriceBook.Default.TryGetCost(provider, model, new TokenUsage { Input = input, Output = output }, default, out var cost))
            Assert.Equal((double)cost.Usd, Assert.IsType<double>(span.GetTagItem("gen_ai.usage.cost")), 12);
        Assert.Equal((double)cost.Usd, Sum("llm.cost.usd"), 12);
    }

    /// <summary>Asserts that the spans together, and the metrics, say what the server has sent, once.</summary>
    public void AssertCountedOnce()
    {
        var (input, output) = Sent;
        Assert.Equal(input, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)));
        Assert.Equal(output, Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.output_tokens"), null)));
        Assert.Equal(input + output, Sum("llm.tokens"));
    }

    public async ValueTask DisposeAsync()
    {
        _spanListener.Dispose();
        _metricListener.Dispose();
        await Server.DisposeAsync();
    }
}
