namespace AgentTracing;

/// <summary>How a model id was matched to an entry of the price book. There is no match by prefix or resemblance.</summary>
public enum PriceMatch
{
    /// <summary>No entry: the call has no price.</summary>
    None,

    /// <summary>The id of an entry.</summary>
    Exact,

    /// <summary>An alias that an entry lists, or the provider's other spelling of an entry's id.</summary>
    Alias,

    /// <summary>A dated snapshot that is not listed, priced as the undated model.</summary>
    Dated,

    /// <summary>A deployment name that the project's pricing file maps to a model.</summary>
    Deployment,

    /// <summary>The entry of another provider that this one falls back to.</summary>
    Fallback,

    /// <summary>A model or provider declared free.</summary>
    Free,
}
