using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>What else a price depends on. Everything may be left out.</summary>
public readonly record struct CostOptions
{
    /// <summary>The service tier that served the call, as the response says: <c>batch</c>, <c>flex</c>, <c>priority</c>, <c>fast</c>. Other values cost the standard price.</summary>
    public string? ServiceTier { get; init; }

    /// <summary>Where inference was restricted to, such as <c>us</c>.</summary>
    public string? Geography { get; init; }

    /// <summary>When the request started; the price of that moment applies. Missing: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the usage adds up several requests: it is priced without the steps that depend on the length of a prompt, and the cost is <see cref="CostStatus.Estimated"/>.</summary>
    public bool IsSum { get; init; }

    /// <summary>What the usage does not tell apart. Where the model has another price for it, the cost is <see cref="CostStatus.Estimated"/>.</summary>
    internal UntoldUsage Untold { get; init; }
}
