using System.Diagnostics;

namespace Shop;

/// <summary>What the calls of models came to, by agent and model.</summary>
public sealed class CostTable
{
    private readonly SortedDictionary<(string Agent, string Model), CostTotals> _rows = [];

    /// <summary>The sums by agent and model.</summary>
    public IReadOnlyDictionary<(string Agent, string Model), CostTotals> Rows => _rows;

    /// <summary>The sum of all.</summary>
    public CostTotals Total => _rows.Values.Aggregate(default(CostTotals), (sum, row) => sum + row);

    /// <summary>Adds the calls of models in a trace; its other spans only repeat their sums.</summary>
    public void Add(IEnumerable<Activity> trace)
    {
        foreach (var call in trace.Select(span => new SpanView(span)).Where(span => span.IsLlmCall))
        {
            var key = (call.Agent ?? "", call.Name);
            _rows[key] = _rows.GetValueOrDefault(key) + CostTotals.Of(call);
        }
    }

    /// <summary>Prints the table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine(Line("agent", "model", "calls", "in", "out", "cached", "cost", "unpriced", "no usage"));
        foreach (var ((agent, model), totals) in _rows)
            WriteRow(agent, model, totals);
        WriteRow("total", "", Total);

        void WriteRow(string agent, string model, CostTotals totals) => output.WriteLine(Line(
            agent,
            model,
            Figures.Count(totals.Calls),
            Figures.Count(totals.InputTokens),
            Figures.Count(totals.OutputTokens),
            Figures.Count(totals.CachedTokens),
            Figures.Usd(totals.PricedCalls > 0 ? totals.Cost : null),
            Figures.Count(totals.UnpricedCalls),
            Figures.Count(totals.CallsWithoutUsage)));
    }

    private static string Line(
        string agent, string model, string calls, string input, string output, string cached, string cost, string unpriced, string noUsage) =>
        $"{Figures.Fit(agent, 20),-20} {Figures.Fit(model, 20),-20} {calls,6} {input,11} {output,9} {cached,11} {cost,14} {unpriced,8} {noUsage,8}";
}

/// <summary>Sums over calls of models.</summary>
public readonly record struct CostTotals(
    long Calls, long InputTokens, long OutputTokens, long CachedTokens, decimal Cost, long PricedCalls, long UnpricedCalls, long CallsWithoutUsage)
{
    /// <summary>One call.</summary>
    public static CostTotals Of(SpanView call) => new(
        Calls: 1,
        call.InputTokens ?? 0,
        call.OutputTokens ?? 0,
        call.CachedTokens ?? 0,
        call.Cost ?? 0,
        PricedCalls: call.Cost is null ? 0 : 1,
        UnpricedCalls: call.IsUnpriced ? 1 : 0,
        CallsWithoutUsage: call.HasNoUsage ? 1 : 0);

    /// <summary>Adds figure by figure.</summary>
    public static CostTotals operator +(CostTotals left, CostTotals right) => new(
        left.Calls + right.Calls,
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.CachedTokens + right.CachedTokens,
        left.Cost + right.Cost,
        left.PricedCalls + right.PricedCalls,
        left.UnpricedCalls + right.UnpricedCalls,
        left.CallsWithoutUsage + right.CallsWithoutUsage);
}
