namespace AgentTracing;

/// <summary>What becomes of a call without a price under a budget that limits the cost: its cost is unknown.</summary>
public enum UnpricedCalls
{
    /// <summary>
    /// The call is not made where its model is known to have no price; where only the answer shows it, no further call is made.
    /// </summary>
    Deny,

    /// <summary>The call is made, and its cost is not counted.</summary>
    Allow,
}
