namespace AgentTracing;

/// <summary>The source of a cost, or the reason why there is none.</summary>
public enum CostStatus
{
    /// <summary>The model's own entry.</summary>
    Priced,

    /// <summary>The entry of the undated model.</summary>
    Dated,

    /// <summary>The entry of a fallback provider.</summary>
    Fallback,

    /// <summary>Declared free: the cost is zero.</summary>
    Free,

    /// <summary>No price is known: there is no cost, which is not a cost of zero.</summary>
    Unpriced,

    /// <summary>The usage is contradictory, or has a kind of tokens that the entry does not price: there is no cost.</summary>
    Invalid,

    /// <summary>The cost that the provider or the application reports.</summary>
    Reported,

    /// <summary>
    /// The model's entry, with an incomplete usage: a sum of requests that cannot be separated, which is priced without tiers of prompt
    /// length; or tokens with an unknown number of cache reads, cache writes, audio or images.
    /// </summary>
    Estimated,
}
