namespace AgentTracing.Reporting;

/// <summary>Computes the cost of the same tokens on other models, by the current prices.</summary>
internal static class OtherModels
{
    /// <summary>Models to compare with. Models without a price are omitted.</summary>
    private static readonly (string Provider, string Model)[] Candidates =
    [
        ("openai", "gpt-5"), ("openai", "gpt-5-mini"), ("openai", "gpt-5-nano"), ("openai", "gpt-4.1"), ("openai", "gpt-4.1-mini"), ("openai", "gpt-4o-mini"),
        ("anthropic", "claude-opus-4-5"), ("anthropic", "claude-sonnet-4-5"), ("anthropic", "claude-haiku-4-5"),
        ("google", "gemini-2.5-pro"), ("google", "gemini-2.5-flash"), ("google", "gemini-2.5-flash-lite"),
        ("mistral", "mistral-large-latest"), ("deepseek", "deepseek-chat"), ("xai", "grok-4"),
    ];

    /// <summary>The models and their cost, the cheapest first; none when there is no usage.</summary>
    public static IReadOnlyList<(string Model, decimal Usd)> Price(IReadOnlyDictionary<TokenUsage, int> usages)
        => usages.Count == 0 ? [] : [.. Candidates.Select(candidate => Price(candidate, usages)).OfType<(string Model, decimal Usd)>().OrderBy(static row => row.Usd)];

    private static (string Model, decimal Usd)? Price((string Provider, string Model) candidate, IReadOnlyDictionary<TokenUsage, int> usages)
    {
        var sum = 0m;
        foreach (var (usage, calls) in usages)
        {
            if (!PriceBook.Default.TryGetCost(candidate.Provider, candidate.Model, in usage, out var cost))
                return null;
            sum += calls * cost.Usd;
        }

        return (candidate.Model, sum);
    }
}
