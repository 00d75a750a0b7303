using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentTracing.Benchmarks;

/// <summary>The best hand-written code that emits the same telemetry as an annotated tool: its span and its two metrics.</summary>
internal sealed class HandWritten
{
    // AgentTracing processes GenAI spans of other sources, which would be part of the measurement, but ignores sources of .NET itself.
    internal const string Name = "System.HandWritten";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("tool.calls");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.execute_tool.duration", "s");
    private static readonly KeyValuePair<string, object?>[] Tags =
    [
        new("gen_ai.operation.name", "execute_tool"), new("gen_ai.tool.name", "Sync"), new("gen_ai.tool.type", "function"),
    ];

    private readonly Shapes _shapes = new();

    internal int Sync(int value)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Source.StartActivity("execute_tool Sync", ActivityKind.Internal, default(ActivityContext), Tags);
        try
        {
            var result = _shapes.SyncCore(value);
            Record(started, "ok");
            return result;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Record(started, "error");
            throw;
        }
    }

    internal async Task<int> TaskAsync(int value)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Source.StartActivity("execute_tool Sync", ActivityKind.Internal, default(ActivityContext), Tags);
        try
        {
            var result = await _shapes.TaskCoreAsync(value).ConfigureAwait(false);
            Record(started, "ok");
            return result;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Record(started, "error");
            throw;
        }
    }

    internal async ValueTask<int> ValueTaskAsync(int value)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Source.StartActivity("execute_tool Sync", ActivityKind.Internal, default(ActivityContext), Tags);
        try
        {
            var result = await _shapes.ValueTaskCoreAsync(value).ConfigureAwait(false);
            Record(started, "ok");
            return result;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Record(started, "error");
            throw;
        }
    }

    internal async Task<int> YieldingAsync(int value)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = Source.StartActivity("execute_tool Sync", ActivityKind.Internal, default(ActivityContext), Tags);
        try
        {
            var result = await _shapes.YieldingCoreAsync(value).ConfigureAwait(false);
            Record(started, "ok");
            return result;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            Record(started, "error");
            throw;
        }
    }

    private static void Record(long started, string status)
    {
        Duration.Record(
            Stopwatch.GetElapsedTime(started).TotalSeconds, new TagList { { "gen_ai.tool.name", "Sync" }, { "gen_ai.tool.type", "function" } });
        Calls.Add(1, new TagList { { "tool", "Sync" }, { "status", status } });
    }
}
