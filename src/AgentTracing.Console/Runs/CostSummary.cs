namespace AgentTracing.Reporting;

/// <summary>Sums of model calls, by agent and model.</summary>
internal sealed class CostSummary
{
    private readonly SortedDictionary<(string Agent, string Model), CostTotals> _rows = [];
    private readonly Dictionary<TokenUsage, int> _usages = [];

    /// <summary>The sums by agent and model.</summary>
    public IReadOnlyDictionary<(string Agent, string Model), CostTotals> Rows => _rows;

    /// <summary>
    /// The usages of all calls that generate text, with the number of calls of each. They are not summed, because prices have tiers by
    /// request size.
    /// </summary>
    public IReadOnlyDictionary<TokenUsage, int> Usages => _usages;

    /// <summary>The cost of the calls in <see cref="Usages"/> that have a price.</summary>
    public decimal CostOfUsages { get; private set; }

    /// <summary>The sum of all.</summary>
    public CostTotals Total => _rows.Values.Aggregate(default(CostTotals), static (sum, row) => sum + row);

    /// <summary>Adds the model calls in a run; its other spans only repeat their sums.</summary>
    public CostSummary Add(Run run)
    {
        foreach (var call in run.Spans.Where(static span => span.IsLlmCall))
        {
            var key = (call.Agent ?? "", call.Name);
            _rows[key] = _rows.GetValueOrDefault(key) + CostTotals.Of(call);
            if (call.Kind == "embeddings" || call.Usage is not { IsValid: true } usage)
                continue;

            _usages[usage] = _usages.GetValueOrDefault(usage) + 1;
            CostOfUsages += call.Cost ?? 0;
        }

        return this;
    }
}
