namespace AgentTracing;

/// <summary>The handling of calls without a price, whose cost is unknown, under a budget that limits the cost.</summary>
public enum UnpricedCalls
{
    /// <summary>
    /// The call is not made if its model is known to have no price. If only the response shows it, no further call is made.
    /// </summary>
    Deny,

    /// <summary>The call is made, but its cost is not counted.</summary>
    Allow,
}
