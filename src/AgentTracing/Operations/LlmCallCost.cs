namespace AgentTracing;

/// <summary>Prices the calls of models.</summary>
internal static class LlmCallCost
{
    /// <summary>
    /// The cost of a usage. The model that answered goes before the one that was asked for, and the tier that served before the requested one
    /// (reference: the project's pricing rules, docs/pricing.md).
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="usage">Its usage.</param>
    /// <param name="startedAt">When it started: prices change.</param>
    internal static Cost Of(LlmCall call, in TokenUsage usage, DateTimeOffset startedAt)
    {
        var options = new CostOptions
        {
            ServiceTier = call.Response.ServiceTier ?? call.Request?.ServiceTier,
            Geography = call.Response.Geography,
            At = startedAt,
        };
        return Of(call.Provider, call.Response.Model, call.RequestModel, usage, options);
    }

    internal static Cost Of(string? provider, string? responseModel, string? requestModel, in TokenUsage usage, in CostOptions options)
    {
        if (responseModel is not null)
        {
            PriceBook.Default.TryGetCost(provider, responseModel, usage, options, out var cost);
            if (cost.Status != CostStatus.Unpriced || requestModel is null || requestModel == responseModel)
                return cost;
        }

        PriceBook.Default.TryGetCost(provider, requestModel, usage, options, out var requested);
        return requested;
    }
}
