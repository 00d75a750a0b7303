using BenchmarkDotNet.Attributes;

namespace AgentTracing.Benchmarks;

/// <summary>A warm lookup and the cost of a call.</summary>
public class CostBenchmarks
{
    private static readonly TokenUsage Usage = TokenUsage.FromOpenAI(2600, 300, cachedTokens: 2000);

    [Benchmark]
    public decimal LookupAndCost() => PriceBook.Default.TryGetCost("openai", "gpt-4o-mini", Usage, out var cost) ? cost.Usd : 0;
}
