namespace AgentTracing;

/// <summary>What one call of a model comes to: its usage and its cost, each once.</summary>
internal readonly struct LlmCallAccount
{
    private LlmCallAccount(TokenUsage? usage, Cost? cost, bool counts)
    {
        Usage = usage;
        Cost = cost;
        Counts = counts;
    }

    /// <summary>The usage; null where none is known, or where an operation inside has counted it.</summary>
    internal TokenUsage? Usage { get; }

    /// <summary>The cost of the usage; null where there is no usage.</summary>
    internal Cost? Cost { get; }

    /// <summary>Whether the call counts: false where an operation inside has counted it.</summary>
    internal bool Counts { get; }

    /// <summary>The cost in USD, where the call has one.</summary>
    internal decimal? Usd => Cost is { Status: not (CostStatus.Unpriced or CostStatus.Invalid) } cost ? cost.Usd : null;

    internal bool IsUnpriced => Cost is { Status: CostStatus.Unpriced or CostStatus.Invalid };

    internal static LlmCallAccount Of(LlmCall call, DateTimeOffset startedAt)
    {
        var recorded = call.Recorded;
        if (recorded.Count > 0)
            return Sum(call, recorded, startedAt);

        var usage = call.Response.Usage;
        if (call.IsCountedInside(usage is not null))
            return new(null, null, counts: false);

        return new(usage, usage is { } figures ? LlmCallCost.Of(call, figures, startedAt) : null, counts: true);
    }

    /// <summary>Each recorded usage is a call of its own to the provider, so each is priced by itself: tiers look at one prompt.</summary>
    private static LlmCallAccount Sum(LlmCall call, IReadOnlyList<LlmCall.RecordedUsage> recorded, DateTimeOffset startedAt)
    {
        var sum = default(TokenUsage);
        Cost? total = null;
        foreach (var (usage, model, provider) in recorded)
        {
            sum += usage;
            var options = new CostOptions { ServiceTier = call.Response.ServiceTier ?? call.Request?.ServiceTier, At = startedAt };
            var cost = LlmCallCost.Of(provider ?? call.Provider, model ?? call.Response.Model, call.RequestModel, usage, options);
            total = total is { } sofar ? Add(sofar, cost) : cost;
        }

        return new(sum, total, counts: true);
    }

    /// <summary>A sum in which one part has no price has none.</summary>
    private static Cost Add(Cost left, Cost right)
    {
        var worse = left.Status >= right.Status ? left : right;
        return worse.Status is CostStatus.Unpriced or CostStatus.Invalid ? worse : worse with { Usd = left.Usd + right.Usd };
    }
}
