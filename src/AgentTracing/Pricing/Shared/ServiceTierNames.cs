namespace AgentTracing.Pricing;

/// <summary>The service tiers that can have a price of their own.</summary>
internal static class ServiceTierNames
{
    private static readonly string[] Names = ["batch", "flex", "priority", "fast"];

    /// <summary>Whether a tier of that name can have a price.</summary>
    public static bool Contain(string name) => Names.Contains(name);

    /// <summary>The tier that a provider's word means; null for any other word, which costs the standard price.</summary>
    public static string? Find(string word)
    {
        // What OpenAI and Anthropic say of nearly every call.
        if (word is "default" or "standard")
            return null;

        string trimmed = word.Trim();
        foreach (string name in Names)
        {
            if (name.Equals(trimmed, StringComparison.OrdinalIgnoreCase))
                return name;
        }

        return null;
    }
}
