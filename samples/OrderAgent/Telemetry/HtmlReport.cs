using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Shop;

/// <summary>
/// One page of HTML: what the agents cost, and each trace as a waterfall. It needs no other file and no script, and says so to the browser.
/// </summary>
public sealed class HtmlReport
{
    // More would open as a wall of bars.
    private const int OpenTraces = 10;

    private readonly List<(string Title, IReadOnlyList<Activity> Spans)> _traces = [];
    private readonly CostTable _costs = new();

    /// <summary>Adds a trace.</summary>
    public void Add(string title, IReadOnlyList<Activity> trace)
    {
        _traces.Add((title, trace));
        _costs.Add(trace);
    }

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"""
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
        WriteTotals(output);
        WriteCosts(output);
        output.WriteLine("<h2>Traces</h2>");
        foreach (var (index, (title, spans)) in _traces.Index())
            WriteTrace(output, title, spans, isOpen: index < OpenTraces);
        output.WriteLine("</body>\n</html>");
    }

    private void WriteTotals(TextWriter output)
    {
        var total = _costs.Total;
        output.WriteLine("<div class=\"totals\">");
        Write("cost", Usd(total));
        Write("requests", Figures.Count(_traces.Count));
        Write("calls of models", Figures.Count(total.Calls));
        Write("input tokens", Figures.Count(total.InputTokens));
        Write("output tokens", Figures.Count(total.OutputTokens));
        Write("calls without a price", Figures.Count(total.UnpricedCalls));
        output.WriteLine("</div>");

        void Write(string name, string figure) => output.WriteLine($"<div><span>{name}</span><b>{figure}</b></div>");
    }

    private void WriteCosts(TextWriter output)
    {
        var total = _costs.Total;
        output.WriteLine("""
            <h2>Cost by agent and model</h2>
            <table id="costs">
            <thead><tr><th>agent</th><th>model</th><th></th><th>cost</th><th>calls</th><th>input</th><th>cached</th><th>output</th><th>unpriced</th></tr></thead>
            <tbody>
            """);
        foreach (var ((agent, model), totals) in _costs.Rows.OrderByDescending(row => row.Value.Cost))
            WriteRow(agent, model, totals, $"<i style=\"width:{Percent(total.Cost == 0 ? 0 : (double)(totals.Cost / total.Cost))}\"></i>");
        output.WriteLine("</tbody>\n<tfoot>");
        WriteRow("total", "", total, "");
        output.WriteLine("</tfoot>\n</table>");

        void WriteRow(string agent, string model, CostTotals totals, string share) => output.WriteLine(
            $"<tr><td>{Encode(agent)}</td><td>{Encode(model)}</td><td class=\"share\">{share}</td><td>{Usd(totals)}</td><td>{Figures.Count(totals.Calls)}</td>"
            + $"<td>{Figures.Count(totals.InputTokens)}</td><td>{Figures.Count(totals.CachedTokens)}</td><td>{Figures.Count(totals.OutputTokens)}</td>"
            + $"<td>{Figures.Count(totals.UnpricedCalls)}</td></tr>");
    }

    private static void WriteTrace(TextWriter output, string title, IReadOnlyList<Activity> trace, bool isOpen)
    {
        var spans = new SpanTree(trace).DepthFirst().ToList();
        var start = spans.Min(row => row.Span.Start);
        var duration = spans.Max(row => row.Span.Start + row.Span.Duration) - start;
        output.WriteLine($"<details{(isOpen ? " open" : "")}><summary>{Encode(title)}<span>{Milliseconds(duration)}</span></summary>");
        foreach (var (span, depth) in spans)
            WriteSpan(output, span, depth, (span.Start - start) / duration, span.Duration / duration);
        output.WriteLine("</details>");
    }

    private static void WriteSpan(TextWriter output, SpanView span, int depth, double start, double width)
    {
        var error = span.ErrorMessage is { } message ? $" title=\"{Encode($"{span.ErrorType}: {message}")}\"" : "";
        var tokens = span.InputTokens is null ? "" : $"{Figures.Count(span.InputTokens)} in, {Figures.Count(span.OutputTokens)} out";
        string[] amount = [span.IsUnpriced ? "unpriced" : Figures.Usd(span.Cost), .. span.Notes];
        output.WriteLine(
            $"<div class=\"span {Encode(span.Kind)}{(span.HasFailed ? " failed" : "")}\"{error}>"
            + $"<div class=\"name\" style=\"--depth:{depth}\"><span class=\"kind\">{Encode(span.Kind)}</span>{Encode(span.Name)}</div>"
            + $"<div class=\"track\"><i style=\"--start:{Percent(start)};--width:{Percent(width)}\"></i></div>"
            + $"<div>{Milliseconds(span.Duration)}</div><div>{tokens}</div><div>{Encode(string.Join(", ", amount.Where(text => text.Length > 0)))}</div></div>");
    }

    private static string Usd(CostTotals totals) => Figures.Usd(totals.PricedCalls > 0 ? totals.Cost : null);

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:N1} ms");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * (double.IsFinite(share) ? share : 0):0.###}%");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string ReadStyle()
    {
        using var style = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return style.ReadToEnd();
    }
}
