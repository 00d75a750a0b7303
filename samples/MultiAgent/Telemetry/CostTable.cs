using LoopbackLlm;

namespace TravelDesk;

/// <summary>
/// Prints the model calls by process and agent with their shares of the cost, and below them the logs of the LLM servers for comparison.
/// </summary>
internal static class CostTable
{
    /// <summary>Prints the table.</summary>
    public static void Write(TextWriter output, IEnumerable<SpanRecord> spans, IReadOnlyDictionary<string, LoopbackLog> accounts)
    {
        var calls = spans.Where(span => span.IsLlmCall).ToList();
        var total = Usd(calls);
        output.WriteLine(Line("process", "agent", "model", "calls", "in", "out", "cost", "agent", "process"));
        foreach (var process in calls.GroupBy(call => call.Process).OrderBy(process => process.Key))
        {
            foreach (var row in process.GroupBy(call => (call.Agent, call.Model)).OrderBy(row => row.Key))
                WriteRow(process.Key, row.Key.Agent, row.Key.Model, [.. row], Figures.Share(Usd(process), total));
        }

        WriteRow("total", "", "", calls, "");

        output.WriteLine();
        foreach (var (process, log) in accounts.OrderBy(account => account.Key))
        {
            foreach (var model in log.TotalsByModel())
                output.WriteLine(
                    $"The server of {process} answered {Figures.Count(model.Requests)} calls of {model.Model}: "
                    + $"{Figures.Count(model.Usage.InputTokens)} in, {Figures.Count(model.Usage.OutputTokens)} out.");
        }

        void WriteRow(string process, string agent, string model, IReadOnlyList<SpanRecord> rows, string processShare) => output.WriteLine(Line(
            process,
            agent,
            model,
            Figures.Count(rows.Count),
            Figures.Count(rows.Sum(call => call.InputTokens)),
            Figures.Count(rows.Sum(call => call.OutputTokens)),
            Figures.Usd(Usd(rows)),
            Figures.Share(Usd(rows), total),
            processShare));
    }

    private static decimal Usd(IEnumerable<SpanRecord> calls) => calls.Sum(call => call.Cost ?? 0);

    private static string Line(
        string process, string agent, string model, string calls, string input, string output, string cost, string agentShare, string processShare)
        => $"{process,-12} {agent,-12} {model,-18} {calls,5} {input,7} {output,6} {cost,11} {agentShare,8} {processShare,8}".TrimEnd();
}
