namespace AgentTracing;

/// <summary>
/// Whether anything in the process counts operations even when no listener is registered: a measurement, a budget, a usage sink. Operations are on while it
/// does, and the idle check reads this first.
/// </summary>
internal static class Measuring
{
    private static int _count;

    internal static bool IsOn => Volatile.Read(ref _count) != 0;

    internal static void Begin() => Interlocked.Increment(ref _count);

    internal static void End() => Interlocked.Decrement(ref _count);
}
