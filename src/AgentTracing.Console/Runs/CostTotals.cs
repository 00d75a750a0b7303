namespace AgentTracing.Reporting;

/// <summary>Sums over model calls.</summary>
internal readonly record struct CostTotals(
    long Calls, long InputTokens, long OutputTokens, long CachedTokens, decimal Cost, long PricedCalls, long UnpricedCalls, long CallsWithoutUsage)
{
    /// <summary>The cost; null when no call has a price.</summary>
    public decimal? KnownCost => PricedCalls > 0 ? Cost : null;

    /// <summary>One call.</summary>
    public static CostTotals Of(RunSpan call) => new(
        Calls: 1,
        call.InputTokens ?? 0,
        call.OutputTokens ?? 0,
        call.CachedTokens ?? 0,
        call.Cost ?? 0,
        PricedCalls: call.Cost is null ? 0 : 1,
        UnpricedCalls: call.IsUnpriced ? 1 : 0,
        CallsWithoutUsage: call.HasNoUsage ? 1 : 0);

    /// <summary>Adds figure by figure.</summary>
    public static CostTotals operator +(CostTotals left, CostTotals right) => new(
        left.Calls + right.Calls,
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.CachedTokens + right.CachedTokens,
        left.Cost + right.Cost,
        left.PricedCalls + right.PricedCalls,
        left.UnpricedCalls + right.UnpricedCalls,
        left.CallsWithoutUsage + right.CallsWithoutUsage);
}
