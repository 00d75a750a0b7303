using System.Collections.Immutable;
using System.Diagnostics;

namespace AgentTracing;

/// <summary>
/// The usage sinks of the process. A sink is active until it is removed from the settings, or its registration is disposed.
/// </summary>
internal static class UsageSinks
{
    private static readonly object Gate = new();
    private static ImmutableArray<UsageSinkQueue> _queues = [];
    private static long _lost;

    static UsageSinks() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Flush(TimeSpan.FromSeconds(5));

    /// <summary>Lost records since the start of the process.</summary>
    internal static long Lost => Volatile.Read(ref _lost);

    internal static bool Any => !_queues.IsEmpty;

    /// <summary>
    /// Adds a sink. A sink that is added again still gets each record once, and must be removed as often as it was added.
    /// </summary>
    internal static void Add(IUsageSink sink)
    {
        lock (Gate)
        {
            if (_queues.FirstOrDefault(queue => ReferenceEquals(queue.Sink, sink)) is { } known)
            {
                known.Registrations++;
                return;
            }

            Measuring.Begin();
            _queues = _queues.Add(new UsageSinkQueue(sink, AgentTracingOptions.Current.UsageSinkCapacity, static () => Interlocked.Increment(ref _lost)));
        }
    }

    /// <summary>Flushes and removes a sink.</summary>
    internal static void Remove(IUsageSink sink, TimeSpan timeout)
    {
        UsageSinkQueue? removed;
        lock (Gate)
        {
            removed = _queues.FirstOrDefault(queue => ReferenceEquals(queue.Sink, sink));
            if (removed is null || --removed.Registrations > 0)
                return;

            _queues = _queues.Remove(removed);
            Measuring.End();
        }

        removed.Complete(timeout);
    }

    /// <summary>Adds and removes sinks after a change of the settings.</summary>
    internal static void Follow(IReadOnlyCollection<IUsageSink> before, IReadOnlyCollection<IUsageSink> after)
    {
        foreach (var sink in before.Except(after))
            Remove(sink, TimeSpan.FromSeconds(1));
        foreach (var sink in after.Except(before))
            Add(sink);
    }

    internal static void Post(in UsageRecord record)
    {
        foreach (var queue in _queues)
            queue.Post(in record);
    }

    /// <summary>Waits until the sinks have processed all earlier records. Returns whether they have.</summary>
    internal static bool Flush(TimeSpan timeout)
    {
        var clock = Stopwatch.StartNew();
        var isDone = true;
        foreach (var queue in _queues)
            isDone &= queue.Flush(timeout - clock.Elapsed);

        return isDone;
    }
}
