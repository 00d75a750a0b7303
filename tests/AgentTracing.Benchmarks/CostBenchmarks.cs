using BenchmarkDotNet.Attributes;

namespace AgentTracing.Benchmarks;

/// <summary>A cached price lookup, and the cost of a call.</summary>
public class CostBenchmarks
{
    private static readonly TokenUsage Usage = TokenUsage.FromOpenAI(2600, 300, cachedTokens: 2000);

    // Equal strings that are not the same object, like those of a response.
    private readonly string _model = new("claude-sonnet-4-5-20250929");
    private readonly CostOptions _options = new() { ServiceTier = "standard", At = DateTimeOffset.UtcNow };

    [Benchmark]
    public decimal LookupAndCost() => PriceBook.Default.TryGetCost("openai", "gpt-4o-mini", Usage, out var cost) ? cost.Usd : 0;

    [Benchmark]
    public decimal LookupAndCostOfAResponse() => PriceBook.Default.TryGetCost("anthropic", _model, Usage, _options, out var cost) ? cost.Usd : 0;
}
