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
    /// <param name="cost">The cost.</param>
    internal static void Compute(LlmCall call, in TokenUsage usage, DateTimeOffset startedAt, out Cost cost)
    {
        var options = new CostOptions
        {
            ServiceTier = call.Response.ServiceTier ?? call.Request?.ServiceTier,
            Geography = call.Response.Geography,
            At = startedAt,
        };
        Compute(call.Provider, call.Response.Model, call.RequestModel, usage, options, out cost);
    }

    internal static void Compute(string? provider, string? responseModel, string? requestModel, in TokenUsage usage, in CostOptions options, out Cost cost)
    {
        if (responseModel is not null)
        {
            PriceBook.Default.TryGetCost(provider, responseModel, usage, options, out cost);
            if (cost.Status != CostStatus.Unpriced || requestModel is null || requestModel == responseModel)
                return;
        }

        PriceBook.Default.TryGetCost(provider, requestModel, usage, options, out cost);
    }
}
