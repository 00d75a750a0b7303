using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>What a provider bills as one request, and what decides its price. A large mutable struct: pass it by reference.</summary>
internal struct BilledInference
{
    /// <summary>The usage in disjoint buckets, units included.</summary>
    internal TokenUsage Usage;

    /// <summary>What it cost; <see cref="Price"/> fills it in.</summary>
    internal Cost Cost;

    /// <summary>Whether <see cref="Usage"/> is known; where it is not, the cost was reported.</summary>
    internal bool HasUsage { get; set; }

    /// <summary>Who serves the request.</summary>
    internal string? Provider { get; set; }

    internal string? RequestModel { get; set; }

    internal string? ResponseModel { get; set; }

    /// <summary>The model to account for: the one that answered, else the one that was asked for.</summary>
    internal readonly string? Model => ResponseModel ?? RequestModel;

    /// <summary>The tier that served, else the one that was asked for.</summary>
    internal string? ServiceTier { get; set; }

    /// <summary>Where inference ran, as the answer or the host tells.</summary>
    internal string? Geography { get; set; }

    internal DateTimeOffset StartedAt { get; set; }

    /// <summary>What the provider says that it cost; null when it does not.</summary>
    internal decimal? ReportedUsd { get; set; }

    /// <summary>Whether the usage adds up several requests that cannot be told apart.</summary>
    internal bool IsSum { get; set; }

    /// <summary>Kinds of tokens that the usage does not report separately.</summary>
    internal UntoldUsage Untold { get; set; }

    /// <summary>What decides the price beside usage, provider and model: the one place where it is put together.</summary>
    private readonly CostOptions Options => new() { ServiceTier = ServiceTier, Geography = Geography, At = StartedAt, IsSum = IsSum, Untold = Untold };

    /// <summary>Computes the cost. The model that answered takes precedence over the one that was asked for (reference: docs/pricing.md).</summary>
    internal void Price()
    {
        if (HasUsage)
            ComputeCost(Usage, out Cost);
        else
            Cost = new Cost { Status = CostStatus.Unpriced };
    }

    /// <summary>What another usage of the same request would cost; null when it has no price.</summary>
    internal readonly decimal? CostOf(in TokenUsage usage)
    {
        ComputeCost(usage, out var cost);
        return cost.Status is CostStatus.Unpriced or CostStatus.Invalid ? null : cost.Usd;
    }

    private readonly void ComputeCost(in TokenUsage usage, out Cost cost)
    {
        if (ResponseModel is not null)
        {
            PriceBook.Default.TryGetCost(Provider, ResponseModel, usage, Options, out cost);
            if (cost.Status != CostStatus.Unpriced || RequestModel is null || RequestModel == ResponseModel)
                return;
        }

        PriceBook.Default.TryGetCost(Provider, RequestModel, usage, Options, out cost);
    }
}
