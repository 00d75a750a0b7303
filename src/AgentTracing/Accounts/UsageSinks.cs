using System.Collections.Immutable;
using System.Diagnostics;

namespace AgentTracing;

/// <summary>The usage sinks of the process. A sink stays until it is taken out of the settings, or its registration is disposed.</summary>
internal static class UsageSinks
{
    private static readonly object Gate = new();
    private static ImmutableArray<UsageSinkQueue> _queues = [];
    private static long _lost;

    static UsageSinks() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Flush(TimeSpan.FromSeconds(5));

    /// <summary>Records that no sink took, since the start of the process.</summary>
    internal static long Lost => Volatile.Read(ref _lost);

    internal static bool Any => !_queues.IsEmpty;

    /// <summary>Adds a sink. One that is there already gets no record twice, and stays until it is removed as often as it was added.</summary>
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

    /// <summary>Takes a sink out, after it got what waits for it.</summary>
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

    /// <summary>Makes the sinks those of the settings.</summary>
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

    /// <summary>Waits until the sinks have what was recorded before. Returns whether they do.</summary>
    internal static bool Flush(TimeSpan timeout)
    {
        var clock = Stopwatch.StartNew();
        var isDone = true;
        foreach (var queue in _queues)
            isDone &= queue.Flush(timeout - clock.Elapsed);

        return isDone;
    }
}
