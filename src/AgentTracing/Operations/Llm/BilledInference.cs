using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>One billed request, with everything that its price depends on. A large mutable struct: pass it by reference.</summary>
internal struct BilledInference
{
    /// <summary>The usage in disjoint buckets, units included.</summary>
    internal TokenUsage Usage;

    /// <summary>Its cost, which <see cref="Price"/> computes.</summary>
    internal Cost Cost;

    /// <summary>Whether <see cref="Usage"/> is known; if not, the cost was reported.</summary>
    internal bool HasUsage { get; set; }

    /// <summary>The provider of the request.</summary>
    internal string? Provider { get; set; }

    internal string? RequestModel { get; set; }

    internal string? ResponseModel { get; set; }

    /// <summary>The model to account for: the one that answered, else the requested one.</summary>
    internal readonly string? Model => ResponseModel ?? RequestModel;

    /// <summary>The tier of the response, else the requested one.</summary>
    internal string? ServiceTier { get; set; }

    /// <summary>The geography of the inference, from the response or the host.</summary>
    internal string? Geography { get; set; }

    internal DateTimeOffset StartedAt { get; set; }

    /// <summary>The cost that the provider reports; null when it reports none.</summary>
    internal decimal? ReportedUsd { get; set; }

    /// <summary>Whether the usage is the sum of several requests that cannot be separated.</summary>
    internal bool IsSum { get; set; }

    /// <summary>Kinds of tokens that the usage does not report separately.</summary>
    internal UnreportedUsage Unreported { get; set; }

    /// <summary>The factors of the price besides usage, provider and model. This is the only place that creates them.</summary>
    private readonly CostOptions Options => new() { ServiceTier = ServiceTier, Geography = Geography, At = StartedAt, IsSum = IsSum, Unreported = Unreported };

    /// <summary>Computes the cost. The model that answered takes precedence over the requested one (reference: docs/pricing.md).</summary>
    internal void Price()
    {
        if (HasUsage)
            ComputeCost(Usage, out Cost);
        else
            Cost = new Cost { Status = CostStatus.Unpriced };
    }

    /// <summary>The cost of a different usage of the same request; null when it has no price.</summary>
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
