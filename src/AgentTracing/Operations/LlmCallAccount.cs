namespace AgentTracing;

/// <summary>What one call of a model comes to: its usage and its cost, each once.</summary>
internal readonly struct LlmCallAccount
{
    private readonly DateTimeOffset _startedAt;

    private LlmCallAccount(TokenUsage? usage, Cost? cost, bool counts, DateTimeOffset startedAt)
    {
        Usage = usage;
        Cost = cost;
        Counts = counts;
        _startedAt = startedAt;
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

    /// <summary>The part of the cost that is the input's, at the rates of the whole call; null where there is no cost.</summary>
    internal decimal? InputUsd(LlmCall call)
    {
        if (Usd is null || Usage is not { } usage)
            return null;

        var recorded = call.Recorded;
        if (recorded.Count == 0)
            return LlmCallCost.Of(call, InputOf(usage), _startedAt).Usd;

        var sum = 0m;
        foreach (var record in recorded)
            sum += CostOf(call, record with { Usage = InputOf(record.Usage) }, _startedAt).Usd;
        return sum;
    }

    internal static LlmCallAccount Of(LlmCall call, DateTimeOffset startedAt)
    {
        var recorded = call.Recorded;
        if (recorded.Count > 0)
            return Sum(call, recorded, startedAt);

        var usage = call.Response.Usage;
        if (call.IsCountedInside(usage is not null))
            return new(null, null, counts: false, startedAt);

        return new(usage, usage is { } figures ? LlmCallCost.Of(call, figures, startedAt) : null, counts: true, startedAt);
    }

    /// <summary>Each recorded usage is a call of its own to the provider, so each is priced by itself: tiers look at one prompt.</summary>
    private static LlmCallAccount Sum(LlmCall call, IReadOnlyList<LlmCall.RecordedUsage> recorded, DateTimeOffset startedAt)
    {
        var sum = default(TokenUsage);
        Cost? total = null;
        foreach (var record in recorded)
        {
            sum += record.Usage;
            var cost = CostOf(call, record, startedAt);
            total = total is { } sofar ? Add(sofar, cost) : cost;
        }

        return new(sum, total, counts: true, startedAt);
    }

    private static Cost CostOf(LlmCall call, in LlmCall.RecordedUsage record, DateTimeOffset startedAt)
    {
        var options = new CostOptions { ServiceTier = call.Response.ServiceTier ?? call.Request?.ServiceTier, At = startedAt };
        return LlmCallCost.Of(record.Provider ?? call.Provider, record.Model ?? call.Response.Model, call.RequestModel, record.Usage, options);
    }

    private static TokenUsage InputOf(in TokenUsage usage) => usage with { Output = 0, OutputAudio = 0, Reasoning = 0, WebSearches = 0 };

    /// <summary>A sum in which one part has no price has none.</summary>
    private static Cost Add(Cost left, Cost right)
    {
        var worse = left.Status >= right.Status ? left : right;
        return worse.Status is CostStatus.Unpriced or CostStatus.Invalid ? worse : worse with { Usd = left.Usd + right.Usd };
    }
}
