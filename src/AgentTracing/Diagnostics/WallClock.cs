namespace AgentTracing;

/// <summary>
/// The time of day, which may jump: it dates records and chooses prices, and nothing else. Durations and time-outs are measured by
/// <see cref="System.Diagnostics.Stopwatch"/>, and budgets do not know the time.
/// </summary>
internal static class WallClock
{
    /// <summary>Where the time is from; another one in tests.</summary>
    internal static TimeProvider Source { get; set; } = TimeProvider.System;

    /// <summary>The time now, in UTC.</summary>
    internal static DateTimeOffset Now => Source.GetUtcNow();
}
