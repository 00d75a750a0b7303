namespace AgentTracing;

/// <summary>How a model id was matched to an entry of the price book. Prefixes and similar names do not match.</summary>
public enum PriceMatch
{
    /// <summary>No entry: the call has no price.</summary>
    None,

    /// <summary>The id of an entry.</summary>
    Exact,

    /// <summary>An alias of an entry, or an alternative spelling of its id.</summary>
    Alias,

    /// <summary>An unlisted dated snapshot, priced as the undated model.</summary>
    Dated,

    /// <summary>A deployment name that the project's pricing file maps to a model.</summary>
    Deployment,

    /// <summary>The entry of a fallback provider.</summary>
    Fallback,

    /// <summary>A model or provider declared free.</summary>
    Free,
}
