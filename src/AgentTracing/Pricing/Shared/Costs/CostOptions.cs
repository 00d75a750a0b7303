using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>Other factors of a price. All of them are optional.</summary>
public readonly record struct CostOptions
{
    /// <summary>
    /// The service tier of the response: <c>batch</c>, <c>flex</c>, <c>priority</c>, <c>fast</c>. Other values cost the standard price.
    /// </summary>
    public string? ServiceTier { get; init; }

    /// <summary>The geography that inference was restricted to, such as <c>us</c>.</summary>
    public string? Geography { get; init; }

    /// <summary>When the request started; the price of that moment applies. Missing: now.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>
    /// Whether the usage is the sum of several requests: it is priced without tiers of prompt length, and the cost is <see
    /// cref="CostStatus.Estimated"/>.
    /// </summary>
    public bool IsSum { get; init; }

    /// <summary>
    /// The kinds of tokens that the usage does not separate. If the model has a different price for one, the cost is <see
    /// cref="CostStatus.Estimated"/>.
    /// </summary>
    internal UnreportedUsage Unreported { get; init; }
}
