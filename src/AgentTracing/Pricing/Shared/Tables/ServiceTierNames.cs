namespace AgentTracing.Pricing;

/// <summary>The service tiers that can have their own price.</summary>
internal static class ServiceTierNames
{
    private static readonly string[] Names = ["batch", "flex", "priority", "fast"];

    /// <summary>
    /// Other names that providers use. Gemini on Vertex AI reports a <c>trafficType</c>; provisioned throughput is paid by the hour, so it has no
    /// price per token. Bedrock's <c>performanceConfig.latency</c> is <c>optimized</c> for models that respond faster at another price.
    /// </summary>
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["on_demand_priority"] = "priority",
        ["OnDemandPriority"] = "priority",
        ["on_demand_flex"] = "flex",
        ["OnDemandFlex"] = "flex",
        ["provisioned_throughput"] = "provisioned",
        ["ProvisionedThroughput"] = "provisioned",
        ["optimized"] = "fast",
    };

    /// <summary>Whether a tier of that name can have a price.</summary>
    public static bool Contain(string name) => Names.Contains(name);

    /// <summary>The tier of a provider's name for it; null for any other name, which has the standard price.</summary>
    public static string? Find(string word)
    {
        // The values of nearly every OpenAI and Anthropic call.
        if (word is "default" or "standard")
            return null;

        string trimmed = word.Trim();
        foreach (string name in Names)
        {
            if (name.Equals(trimmed, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return Words.TryGetValue(trimmed, out string? tier) ? tier : null;
    }
}
