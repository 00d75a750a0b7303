using System.Diagnostics.CodeAnalysis;

namespace AgentTracing;

/// <summary>What one call of a model comes to: its usage and its cost, each once. It is large, and filled where it stands.</summary>
internal struct LlmCallAccount
{
    private DateTimeOffset _startedAt;
    private TokenUsage _usage;
    private Cost _cost;

    /// <summary>Whether a usage is known, and no operation inside has counted it.</summary>
    internal bool HasUsage { get; private set; }

    /// <summary>Whether the call counts: false where an operation inside has counted it.</summary>
    internal bool Counts { get; private set; }

    /// <summary>Whether there is a usage that does not contradict itself.</summary>
    internal readonly bool HasValidUsage => HasUsage && _usage.IsValid;

    /// <summary>The usage; zero where there is none.</summary>
    [UnscopedRef]
    internal readonly ref readonly TokenUsage Usage => ref _usage;

    /// <summary>What the cost of the usage rests on, or why it has none.</summary>
    internal readonly CostStatus CostStatus => _cost.Status;

    /// <summary>The price entry, <c>provider/id</c>; null where there is none.</summary>
    internal readonly string? PriceEntry => _cost.EntryId;

    /// <summary>The cost in USD, where the call has one.</summary>
    internal readonly decimal? Usd => HasUsage && !IsUnpriced ? _cost.Usd : null;

    internal readonly bool IsUnpriced => HasUsage && _cost.Status is CostStatus.Unpriced or CostStatus.Invalid;

    /// <summary>The part of the cost that is the input's, at the rates of the whole call; null where there is no cost.</summary>
    internal readonly decimal? InputUsd(LlmCall call)
    {
        if (Usd is null)
            return null;

        var recorded = call.Recorded;
        if (recorded.Count == 0)
        {
            LlmCallCost.Compute(call, InputOf(_usage), _startedAt, out var cost);
            return cost.Usd;
        }


        var sum = 0m;
        foreach (var record in recorded)
            sum += CostOf(call, record with { Usage = InputOf(record.Usage) }, _startedAt).Usd;
        return sum;
    }

    /// <summary>Fills in what a call comes to.</summary>
    /// <param name="call">The call.</param>
    /// <param name="startedAt">When it started: prices change.</param>
    /// <param name="account">The account.</param>
    internal static void Settle(LlmCall call, DateTimeOffset startedAt, out LlmCallAccount account)
    {
        account = default;
        account._startedAt = startedAt;
        if (call.Recorded is { Count: > 0 } recorded)
        {
            account.Add(call, recorded);
            return;
        }

        var hasUsage = call.Response.TryGetUsage(out account._usage);
        if (call.IsCountedInside(hasUsage))
        {
            account._usage = default;
            return;
        }

        account.Counts = true;
        account.HasUsage = hasUsage;
        if (hasUsage)
            LlmCallCost.Compute(call, account._usage, startedAt, out account._cost);
    }

    /// <summary>Each recorded usage is a call of its own to the provider, so each is priced by itself: tiers look at one prompt.</summary>
    private void Add(LlmCall call, IReadOnlyList<LlmCall.RecordedUsage> recorded)
    {
        Counts = HasUsage = true;
        _usage = recorded[0].Usage;
        _cost = CostOf(call, recorded[0], _startedAt);
        foreach (var record in recorded.Skip(1))
        {
            _usage += record.Usage;
            _cost = Sum(_cost, CostOf(call, record, _startedAt));
        }
    }

    private static Cost CostOf(LlmCall call, in LlmCall.RecordedUsage record, DateTimeOffset startedAt)
    {
        var options = new CostOptions { ServiceTier = call.Response.ServiceTier ?? call.Request?.ServiceTier, At = startedAt };
        LlmCallCost.Compute(record.Provider ?? call.Provider, record.Model ?? call.Response.Model, call.RequestModel, record.Usage, options, out var cost);
        return cost;
    }

    private static TokenUsage InputOf(in TokenUsage usage) => usage with { Output = 0, OutputAudio = 0, Reasoning = 0, WebSearches = 0 };

    /// <summary>A sum in which one part has no price has none.</summary>
    private static Cost Sum(in Cost left, in Cost right)
    {
        var worse = left.Status >= right.Status ? left : right;
        return worse.Status is CostStatus.Unpriced or CostStatus.Invalid ? worse : worse with { Usd = left.Usd + right.Usd };
    }
}
