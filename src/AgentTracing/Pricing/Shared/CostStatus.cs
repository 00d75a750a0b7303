namespace AgentTracing;

/// <summary>What a cost rests on, or why there is none.</summary>
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

    /// <summary>The usage contradicts itself, or has tokens of a kind that the entry cannot have: there is no cost.</summary>
    Invalid,

    /// <summary>Cost of the call as the provider, or the application, reports it.</summary>
    Reported,

    /// <summary>
    /// The model's entry, by a usage that does not tell all that it prices: a sum of requests that could not be told apart, which is priced without what depends on the
    /// length of each prompt; or tokens of which it is not known how many came from a cache, went to one, or were audio or images.
    /// </summary>
    Estimated,
}
