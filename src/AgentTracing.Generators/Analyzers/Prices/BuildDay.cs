namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>The day of the build, by which prices are old and models retired: warnings that come with time, and not with a change of code.</summary>
internal static class BuildDay
{
    /// <summary>The day in UTC.</summary>
    public static DateTime Today => Fixed ?? DateTime.UtcNow.Date;

    /// <summary>The day that our own tests take, so that they stay right as models retire; null for the clock.</summary>
    internal static DateTime? Fixed { get; set; }
}
