namespace AgentTracing;

/// <summary>
/// The system time, which may jump: it is used only to date records and to select prices. Durations and time-outs use <see
/// cref="System.Diagnostics.Stopwatch"/>, and budgets do not depend on time.
/// </summary>
internal static class WallClock
{
    /// <summary>The source of the time; tests replace it.</summary>
    internal static TimeProvider Source { get; set; } = TimeProvider.System;

    /// <summary>The time now, in UTC.</summary>
    internal static DateTimeOffset Now => Source.GetUtcNow();
}
