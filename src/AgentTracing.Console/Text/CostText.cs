using System.Text;

namespace AgentTracing.Reporting;

/// <summary>Draws the table of costs by agent and model.</summary>
internal static class CostText
{
    private const int MinNames = 10;
    private const int MaxNames = 20;
    private const int FigureColumns = 1 + 6 + 1 + 11 + 1 + 9 + 1 + 11 + 1 + 14 + 1 + 8 + 1 + 8;

    /// <summary>Draws the table, a line break before it and after each line.</summary>
    public static string Draw(CostSummary costs, int width, TextStyle style)
    {
        var names = Math.Clamp((width - FigureColumns - 1) / 2, MinNames, MaxNames);
        var text = new StringBuilder("\n");
        text.Append(style.Faint(Line(names, "agent", "model", "calls", "in", "out", "cached", "cost", "unpriced", "no usage"))).Append('\n');
        foreach (var ((agent, model), totals) in costs.Rows)
            WriteRow(agent, model, totals);
        WriteRow("total", "", costs.Total);
        return text.ToString();

        void WriteRow(string agent, string model, CostTotals totals) => text.Append(Line(
            names,
            Figures.Plain(agent),
            Figures.Plain(model),
            Figures.Count(totals.Calls),
            Figures.Count(totals.InputTokens),
            Figures.Count(totals.OutputTokens),
            Figures.Count(totals.CachedTokens),
            Figures.Usd(totals.KnownCost),
            Figures.Count(totals.UnpricedCalls),
            Figures.Count(totals.CallsWithoutUsage))).Append('\n');
    }

    private static string Line(
        int names, string agent, string model, string calls, string input, string output, string cached, string cost, string unpriced, string noUsage)
        => $"{Figures.Fit(agent, names).PadRight(names)} {Figures.Fit(model, names).PadRight(names)} {calls,6} {input,11} {output,9} {cached,11} {cost,14} {unpriced,8} {noUsage,8}";
}
