using System.Diagnostics;
using System.Globalization;

namespace Shop;

/// <summary>
/// Draws a trace: one line a span, indented below its parent. Workflows, agents and tasks show the sum over the model calls below them.
/// </summary>
public static class TraceTree
{
    /// <summary>No line is longer.</summary>
    public const int Width = 120;

    private static readonly string Header = Line("", "time", "in", "out", "cached", "cost", "");

    /// <summary>Draws the spans of one trace.</summary>
    public static void Write(TextWriter output, IEnumerable<Activity> trace)
    {
        var tree = new SpanTree(trace);
        output.WriteLine(Header);
        WriteChildren(default, "", "");

        void WriteChildren(ActivitySpanId parent, string branch, string lastBranch)
        {
            var siblings = tree.Below(parent);
            foreach (var (index, span) in siblings.Index())
            {
                var isLast = index == siblings.Count - 1;
                var indent = parent == default ? "" : isLast ? lastBranch : branch;
                WriteSpan(output, indent, span);

                var inner = parent == default ? "" : isLast ? lastBranch[..^3] + "   " : branch[..^3] + "|  ";
                if (span.ErrorMessage is not null || span.HasFailed)
                    WriteError(output, inner + (tree.Below(span.Id).Count > 0 ? "|  " : "   "), span);
                WriteChildren(span.Id, inner + "|- ", inner + "`- ");
            }
        }
    }

    private static void WriteSpan(TextWriter output, string indent, SpanView span) => output.WriteLine(Line(
        $"{indent}{span.Kind} {span.Name}",
        string.Create(CultureInfo.InvariantCulture, $"{span.Duration.TotalMilliseconds:0.0} ms"),
        Figures.Count(span.InputTokens),
        Figures.Count(span.OutputTokens),
        Figures.Count(span.CachedTokens),
        span.IsUnpriced ? "unpriced" : Figures.Usd(span.Cost),
        string.Join(", ", span.Notes)));

    private static void WriteError(TextWriter output, string indent, SpanView span)
    {
        var message = (span.ErrorMessage ?? "").ReplaceLineEndings(" ");
        output.WriteLine(Figures.Fit($"{indent}! {span.ErrorType}: {message}".TrimEnd(' ', ':'), Width));
    }

    private static string Line(string name, string time, string input, string output, string cached, string cost, string notes) =>
        Figures.Fit($"{Figures.Fit(name, 46),-46} {time,10} {input,8} {output,7} {cached,8} {cost,11}  {notes}", Width).TrimEnd();
}
