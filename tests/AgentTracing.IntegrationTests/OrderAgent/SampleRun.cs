using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LoopbackLlm;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>A process has one source and one meter of AgentTracing: whoever listens to them runs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}

/// <summary>The sample on a loopback server, with everything it emits.</summary>
internal sealed class SampleRun : IAsyncDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<Measurement> _measurements = new();

    private SampleRun(LoopbackServer server)
    {
        Server = server;
        Llm = new LlmServices(server, anthropicKey: null, openAIKey: null);
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);

        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, value, tags.ToArray())));
        _metrics.SetMeasurementEventCallback<double>(
            (instrument, value, tags, _) => _measurements.Enqueue(new(instrument.Name, (decimal)value, tags.ToArray())));
        _metrics.Start();
    }

    public LoopbackServer Server { get; }

    public LlmServices Llm { get; }

    public IReadOnlyList<Activity> Spans => [.. _ended];

    /// <summary>The spans by trace, in the order in which the traces ended.</summary>
    public IReadOnlyList<IReadOnlyList<Activity>> Traces => [.. _ended.GroupBy(span => span.TraceId).Select(trace => trace.ToList())];

    /// <summary>The calls of models.</summary>
    public IReadOnlyList<Activity> Calls => [.. _ended.Where(span => span.Kind == ActivityKind.Client)];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the sample's server, with rules that go before the sample's.</summary>
    public static async Task<SampleRun> StartAsync(params IEnumerable<ScriptRule> first) =>
        new(await LoopbackServer.StartAsync([.. first, .. ShopScript.Create()], cancellationToken: Cancellation));

    /// <summary>Runs the sample.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(int exitCode, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var (options, error) = CommandLine.Parse(args);
        Assert.Null(error);
        Assert.Equal(exitCode, await OrderAgentApp.RunAsync(options!, Llm, output, Cancellation));
        return output.ToString();
    }

    /// <summary>The sum over the measurements of an instrument that have these attributes.</summary>
    public decimal Sum(string instrument, params (string Key, string Value)[] attributes) => _measurements
        .Where(m => m.Instrument == instrument && attributes.All(a => m.Attributes.Contains(new(a.Key, a.Value))))
        .Sum(m => m.Value);

    public async ValueTask DisposeAsync()
    {
        _metrics.Dispose();
        _spans.Dispose();
        Llm.Dispose();
        await Server.DisposeAsync();
    }

    private sealed record Measurement(string Instrument, decimal Value, KeyValuePair<string, object?>[] Attributes);
}
