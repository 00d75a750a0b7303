namespace AgentTracing;

/// <summary>Totals that the conventions report, over the disjoint buckets of a usage.</summary>
internal static class TokenUsageTotals
{
    /// <summary>All input tokens read from a cache.</summary>
    internal static long CacheReadTotal(this in TokenUsage usage) => usage.CacheRead + usage.CacheReadAudio;

    /// <summary>All input tokens written to a cache, with any time to live.</summary>
    internal static long CacheWriteTotal(this in TokenUsage usage) => usage.CacheWrite + usage.CacheWrite5m + usage.CacheWrite1h;
}
