using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>
/// Queues scores and sends them in batches on a separate thread. Scores beyond its capacity are dropped and counted. It is flushed and
/// disposed with the tracer provider.
/// </summary>
internal sealed class ScoreQueue : BaseProcessor<Activity>, IScoreSink
{
    internal const int Capacity = 10_000;
    private const int BatchSize = 15;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly Meter Meter = new(AgentTelemetry.MeterName);
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        "agent_tracing.scores.dropped", null, "Scores that a back end did not get: the queue was full, or they were refused.");

    private readonly Channel<Item> _items = Channel.CreateBounded<Item>(new BoundedChannelOptions(Capacity));
    private readonly CancellationTokenSource _stop = new();
    private readonly BackendOptions _options;
    private readonly Faults _faults;
    private readonly ScoreApi _api;
    private readonly Task _worker;
    private readonly IDisposable _registration;

    internal ScoreQueue(BackendOptions options, Faults faults, ScoreApi api)
    {
        _options = options;
        _faults = faults;
        _api = api;
        using (ExecutionContext.SuppressFlow())
            _worker = Task.Run(RunAsync);
        _registration = AgentTelemetry.AddScoreSink(this);
    }

    public void Record(Score score)
    {
        if (_items.Writer.TryWrite(new Item(score, null)))
            return;

        Count(1);
        _faults.ReportOnce("scores", $"There are more scores than it accepts: the queue is limited to {Capacity}, and further scores are dropped.");
    }

    protected override bool OnForceFlush(int timeoutMilliseconds)
    {
        var clock = Stopwatch.StartNew();
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!_items.Writer.TryWrite(new Item(null, flushed)))
        {
            if (_worker.IsCompleted || (timeoutMilliseconds >= 0 && clock.ElapsedMilliseconds > timeoutMilliseconds))
                return _worker.IsCompleted;
            Thread.Sleep(10);
        }

        return flushed.Task.Wait(timeoutMilliseconds < 0 ? -1 : (int)Math.Max(0, timeoutMilliseconds - clock.ElapsedMilliseconds));
    }

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        _registration.Dispose();
        _items.Writer.TryComplete();
        if (_worker.Wait(timeoutMilliseconds))
            return true;

        // Scores that could not be sent in time are counted before the provider and its metric readers are disposed.
        _stop.Cancel();
        _worker.Wait(Grace);
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _registration.Dispose();
            _items.Writer.TryComplete();
            _stop.Cancel();
            _api.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task RunAsync()
    {
        // Suppress instrumentation: our own export requests must not be traced.
        using var suppressed = SuppressInstrumentationScope.Begin();
        var batch = new List<Score>(BatchSize);
        while (!_stop.IsCancellationRequested && await _items.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var flushed = await GatherAsync(batch).ConfigureAwait(false);
            if (batch.Count > 0)
                await SendAsync(batch).ConfigureAwait(false);
            batch.Clear();
            flushed?.TrySetResult();
        }

        DropRest();
    }

    private void DropRest()
    {
        var dropped = 0;
        while (_items.Reader.TryRead(out var item))
        {
            dropped += item.Score is null ? 0 : 1;
            item.Flushed?.TrySetResult();
        }

        Count(dropped);
    }

    /// <summary>Fills a batch for the maximum waiting time; returns a pending flush.</summary>
    private async Task<TaskCompletionSource?> GatherAsync(List<Score> batch)
    {
        var due = Task.Delay(Interval);
        while (batch.Count < BatchSize)
        {
            if (_items.Reader.TryRead(out var item))
            {
                if (item.Flushed is not null)
                    return item.Flushed;
                batch.Add(item.Score!);
                continue;
            }

            var more = _items.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(more, due).ConfigureAwait(false) == due || !await more.ConfigureAwait(false))
                break;
        }

        return null;
    }

    private async Task SendAsync(List<Score> batch)
    {
        try
        {
            Count(await _api.SendAsync(batch, _stop.Token).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            Count(batch.Count);
            _faults.ReportOnce("score", $"Scores could not be sent: {exception.GetType()}: {exception.Message}.");
        }
    }

    private void Count(int dropped)
    {
        if (dropped > 0)
            Dropped.Add(dropped, new KeyValuePair<string, object?>("backend", _options.Name));
    }

    /// <summary>A score, or the marker of a flush.</summary>
    private readonly record struct Item(Score? Score, TaskCompletionSource? Flushed);
}
