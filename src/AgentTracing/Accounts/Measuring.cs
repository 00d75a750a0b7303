namespace AgentTracing;

/// <summary>
/// Whether a measurement, a budget or a usage sink counts operations, even without a listener. Operations are recorded while one does; the
/// idle check reads this first.
/// </summary>
internal static class Measuring
{
    private static int _count;

    internal static bool IsOn => Volatile.Read(ref _count) != 0;

    internal static void Begin() => Interlocked.Increment(ref _count);

    internal static void End() => Interlocked.Decrement(ref _count);
}
