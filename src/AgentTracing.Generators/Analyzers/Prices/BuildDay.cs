namespace AgentTracing.Generators.Analyzers.Prices;

/// <summary>
/// The date of the build, which determines whether prices are old and models retired. These warnings appear over time, without a code
/// change.
/// </summary>
internal static class BuildDay
{
    /// <summary>The date in UTC.</summary>
    public static DateTime Today => Fixed ?? DateTime.UtcNow.Date;

    /// <summary>The date in our own tests, so that they do not break when models retire; null for the clock.</summary>
    internal static DateTime? Fixed { get; set; }
}
