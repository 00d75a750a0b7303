using System.Diagnostics;
using System.Globalization;

namespace TravelDesk;

/// <summary>
/// Draws the trace: one line for each span, indented below its parent, which may be in another process. Lines of agents show the sum of the
/// model calls below them in the same process.
/// </summary>
internal static class TraceTree
{
    /// <summary>Draws the spans.</summary>
    public static void Write(TextWriter output, IReadOnlyList<SpanRecord> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        var children = spans.ToLookup(span => ids.Contains(span.ParentSpanId) ? span.ParentSpanId : "");
        foreach (var trace in children[""].GroupBy(span => span.TraceId))
        {
            output.WriteLine($"\ntrace {trace.Key}");
            output.WriteLine(Line("", "process", "time", "in", "out", "cost", ""));
            foreach (var root in trace)
                WriteBelow(root, "", "");
        }

        void WriteBelow(SpanRecord span, string indent, string inner)
        {
            WriteSpan(output, indent, span);
            if (span.Status == ActivityStatusCode.Error && span.StatusDescription is { Length: > 0 } message)
                output.WriteLine($"{inner}   ! {span.ErrorType}: {message.ReplaceLineEndings(" ")}");
            var below = children[span.SpanId].ToList();
            foreach (var (index, child) in below.Index())
            {
                var isLast = index == below.Count - 1;
                WriteBelow(child, inner + (isLast ? "`- " : "|- "), inner + (isLast ? "   " : "|  "));
            }
        }
    }

    private static void WriteSpan(TextWriter output, string indent, SpanRecord span) => output.WriteLine(Line(
        indent + span.Label,
        span.Process,
        string.Create(CultureInfo.InvariantCulture, $"{span.Duration.TotalMilliseconds:0.0} ms"),
        Figures.Count(span.InputTokens),
        Figures.Count(span.OutputTokens),
        Figures.Usd(span.Cost),
        span.ErrorType is null ? "" : "ERROR"));

    private static string Line(string name, string process, string time, string input, string output, string cost, string note)
        => $"{name,-52} {process,-12} {time,10} {input,6} {output,5} {cost,11}  {note}".TrimEnd();
}
