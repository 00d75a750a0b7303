using System.Globalization;
using System.Net;

namespace AgentTracing.Reporting;

/// <summary>
/// One HTML page with the cost of agents, and each run as a waterfall. It needs no other file and no script, which its content security
/// policy enforces; texts of users and models are encoded.
/// </summary>
internal sealed class ReportPage(TextWriter output)
{
    // More open runs would not be readable.
    private const int OpenRuns = 10;

    /// <summary>Maximum number of characters of a text.</summary>
    private const int MaxText = 4_000;

    /// <summary>Maximum number of characters of all texts; a page with 5,000 spans stays below 5 MB.</summary>
    private const int MaxTexts = 2_000_000;

    private int _texts;

    /// <summary>Writes the page.</summary>
    public void Write(IReadOnlyList<Run> runs, int olderRuns, CostSummary costs)
    {
        output.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>What the agents did, and what it cost</title>
            <style>
            {ReadStyle()}</style>
            </head>
            <body>
            <h1>What the agents did, and what it cost</h1>

            """);
        WriteTotals(runs.Count + olderRuns, costs.Total);
        WriteCosts(costs);
        WriteOtherModels(costs);
        output.Write("<h2>Runs</h2>\n");
        if (olderRuns > 0)
            output.Write($"<p>{Figures.Count(olderRuns)} older runs are included in the sums, but not shown.</p>\n");
        for (var i = 0; i < runs.Count; i++)
            WriteRun(runs[i], isOpen: i < OpenRuns);
        output.Write("</body>\n</html>\n");
    }

    private void WriteTotals(int runs, CostTotals total)
    {
        output.Write("<div class=\"totals\">\n");
        Write("cost", total.KnownCost is null ? "unknown" : Figures.Usd(total.KnownCost));
        Write("runs", Figures.Count(runs));
        Write("model calls", Figures.Count(total.Calls));
        Write("input tokens", Figures.Count(total.InputTokens));
        Write("output tokens", Figures.Count(total.OutputTokens));
        Write("unpriced", Figures.Count(total.UnpricedCalls));
        Write("no usage", Figures.Count(total.CallsWithoutUsage));
        output.Write("</div>\n");

        void Write(string name, string figure) => output.Write($"<div><span>{name}</span><b>{figure}</b></div>\n");
    }

    private void WriteCosts(CostSummary costs)
    {
        var total = costs.Total;
        output.Write("""
            <h2>Cost by agent and model</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="Cost by agent and model"><table id="costs">
            <thead><tr><th>agent</th><th>model</th><th></th><th>cost</th><th>calls</th><th>input</th><th>cached</th><th>output</th><th>unpriced</th><th>no usage</th></tr></thead>
            <tbody>

            """);
        foreach (var ((agent, model), totals) in costs.Rows.OrderByDescending(static row => row.Value.Cost))
            WriteRow(agent, model, totals, totals.Cost == 0 ? "" : $"<i style=\"width:{Percent((double)(totals.Cost / total.Cost))}\"></i>");
        output.Write("</tbody>\n<tfoot>\n");
        WriteRow("total", "", total, "");
        output.Write("</tfoot>\n</table></div>\n");

        void WriteRow(string agent, string model, CostTotals totals, string share) => output.Write(
            $"<tr><td>{Encode(agent)}</td><td>{Encode(model)}</td><td class=\"share\">{share}</td><td>{(totals.KnownCost is null && totals.UnpricedCalls > 0 ? "unpriced" : Figures.Usd(totals.KnownCost))}</td>"
            + $"<td>{Figures.Count(totals.Calls)}</td><td>{Figures.Count(totals.InputTokens)}</td><td>{Figures.Count(totals.CachedTokens)}</td>"
            + $"<td>{Figures.Count(totals.OutputTokens)}</td><td>{Figures.Count(totals.UnpricedCalls)}</td><td>{Figures.Count(totals.CallsWithoutUsage)}</td></tr>\n");
    }

    private void WriteOtherModels(CostSummary costs)
    {
        var others = OtherModels.Price(costs.Usages);
        if (others.Count == 0)
            return;

        var calls = costs.Usages.Values.Sum();
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<details class=\"run\" id=\"others\"><summary>The same tokens on other models<span>prices of {PriceBook.Default.CatalogueDate:yyyy-MM-dd}</span></summary>\n"));
        output.Write($"<p>{Figures.Count(calls)} calls that write text cost {Figures.Usd(costs.CostOfUsages)}. Other models count and cache the same text differently, so this is an estimate.</p>\n");
        output.Write("<table><thead><tr><th>model</th><th>cost</th><th>of today's</th></tr></thead>\n<tbody>\n");
        foreach (var (model, usd) in others)
        {
            var share = costs.CostOfUsages > 0 ? (usd / costs.CostOfUsages).ToString("0.0 %", CultureInfo.InvariantCulture) : "";
            output.Write($"<tr><td>{Encode(model)}</td><td>{Figures.Usd(decimal.Round(usd, 7))}</td><td>{share}</td></tr>\n");
        }

        output.Write("</tbody></table>\n</details>\n");
    }

    private void WriteRun(Run run, bool isOpen)
    {
        var spans = run.DepthFirst().ToList();
        var start = spans.Min(static row => row.Span.Start);
        var duration = spans.Max(static row => row.Span.Start + row.Span.Duration) - start;
        var root = run.Root;
        string[] title = [$"{root.Kind} {root.Name}", .. root.Session is { } session ? [session] : Array.Empty<string>(), start.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
        output.Write($"<details class=\"run\"{(isOpen ? " open" : "")}><summary>{Encode(string.Join("  ", title))}<span>{Figures.Milliseconds(duration)}</span></summary>\n");
        foreach (var (span, depth) in spans)
            WriteSpan(span, depth, (span.Start - start) / duration, span.Duration / duration);
        if (run.Dropped > 0)
            output.Write($"<p>{Figures.Count(run.Dropped)} more spans were dropped.</p>\n");
        output.Write("</details>\n");
    }

    private void WriteSpan(RunSpan span, int depth, double start, double width)
    {
        var content = SpanContent.Of(span).ToList();
        var (element, row) = content.Count > 0 ? ("details", "summary") : ("div", "div");
        var tokens = span.InputTokens is null ? "" : $"{Figures.Count(span.InputTokens)} in, {Figures.Count(span.OutputTokens)} out";
        string[] amount = [span.IsUnpriced ? "unpriced" : Figures.Usd(span.Cost), .. span.Notes];
        output.Write(
            $"<{element} class=\"span {Class(span.Kind)}{(span.HasFailed ? " failed" : "")}\"><{row} class=\"row\">"
            + $"<div class=\"name\" style=\"--depth:{Math.Min(depth, 24)}\"><span class=\"kind\">{Encode(span.Kind)}</span>{Encode(Cut(span.Name, 200))}</div>"
            + $"<div class=\"track\"><i style=\"--start:{Percent(start)};--width:{Percent(width)}\"></i></div>"
            + $"<div>{Figures.Milliseconds(span.Duration)}</div><div>{tokens}</div><div>{Encode(string.Join(", ", amount.Where(static text => text.Length > 0)))}</div></{row}>");
        if (content.Count > 0)
            WriteContent(content);
        output.Write($"</{element}>\n");
    }

    private void WriteContent(List<(string Label, string Text)> content)
    {
        output.Write("<dl>");
        foreach (var (label, text) in content)
        {
            var shown = _texts > MaxTexts ? "(not shown: the page is full)" : Cut(text, MaxText);
            _texts += shown.Length;
            output.Write($"<dt>{Encode(Cut(label, 200))}</dt><dd>{Encode(shown)}</dd>");
        }

        output.Write("</dl>");
    }

    /// <summary>The style sheet class of a kind; unknown kinds have a default class.</summary>
    private static string Class(string kind) => kind switch
    {
        "workflow" or "agent" or "task" or "tool" => kind,
        "span" => "other",
        _ => "chat",
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..length]} ... ({Figures.Count(text.Length - length)} characters more)";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * (double.IsFinite(share) ? share : 0):0.###}%");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string ReadStyle()
    {
        using var style = new StreamReader(typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!);
        return style.ReadToEnd();
    }
}
