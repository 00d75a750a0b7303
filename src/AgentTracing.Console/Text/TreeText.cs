using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace AgentTracing.Reporting;

/// <summary>
/// Draws a run: one line for each span, indented below its parent. Workflows, agents and tasks show the sums of the model calls below them.
/// </summary>
internal sealed class TreeText(int width, TextStyle style)
{
    /// <summary>The columns to the right of the names: a space, and time, input, output, cached and cost with the spaces between them.</summary>
    private const int FigureColumns = 1 + 10 + 1 + 8 + 1 + 7 + 1 + 8 + 1 + 11;

    /// <summary>Room for notes, two spaces before them included.</summary>
    private const int NoteColumns = 25;

    private readonly int _names = Math.Clamp(width - FigureColumns - NoteColumns, 16, 60);

    /// <summary>Draws the run, a line break before it and after each line.</summary>
    public string Draw(Run run)
    {
        var text = new StringBuilder("\n");
        text.Append(style.Faint(Line("", "", "time", "in", "out", "cached", "cost", ""))).Append('\n');
        WriteChildren(text, run, default, "", "");
        if (run.Dropped > 0)
            text.Append($"... and {Figures.Count(run.Dropped)} spans more").Append('\n');
        return text.ToString();
    }

    /// <summary>One operation as it starts or ends.</summary>
    public string DrawLive(RunSpan span, int depth, bool hasEnded)
    {
        var mark = hasEnded ? span.HasFailed ? "x" : "<" : ">";
        var text = Figures.Fit($"{new string(' ', 2 * Math.Min(depth, 20))}{mark} {span.Kind} {Figures.Plain(span.Name)}", _names);
        if (!hasEnded)
            return style.Faint(text);

        var figures = span.InputTokens is null ? "" : $", {Figures.Count(span.InputTokens)} in, {Figures.Count(span.OutputTokens)} out";
        return style.Faint($"{text}  {Figures.Milliseconds(span.Duration)}{figures}");
    }

    private void WriteChildren(StringBuilder text, Run run, ActivitySpanId parent, string branch, string lastBranch)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;

        var siblings = run.Below(parent);
        for (var i = 0; i < siblings.Count; i++)
        {
            var span = siblings[i];
            var isLast = i == siblings.Count - 1;
            var indent = parent == default ? "" : isLast ? lastBranch : branch;
            WriteSpan(text, indent, span);

            // Without room for a name, deeper spans use the same column.
            var inner = parent == default ? "" : indent.Length > _names - 12 ? indent[..^3] : isLast ? lastBranch[..^3] + "   " : branch[..^3] + "|  ";
            if (span.ErrorMessage is not null || span.HasFailed)
                WriteError(text, inner + (run.Below(span.Id).Count > 0 ? "|  " : "   "), span);
            WriteChildren(text, run, span.Id, inner + "|- ", inner + "`- ");
        }
    }

    private void WriteSpan(StringBuilder text, string indent, RunSpan span)
    {
        var name = Figures.Fit($"{indent}{span.Kind} {Figures.Plain(span.Name)}", _names);
        var from = Math.Min(indent.Length, name.Length);
        var to = Math.Min(from + span.Kind.Length, name.Length);
        var painted = name[..from] + style.Kind(span.Kind, name[from..to]) + name[to..];
        var notes = string.Join(", ", span.Notes);
        text.Append(Line(
            name,
            painted,
            Figures.Milliseconds(span.Duration),
            Figures.Count(span.InputTokens),
            Figures.Count(span.OutputTokens),
            Figures.Count(span.CachedTokens),
            span.IsUnpriced ? "unpriced" : Figures.Usd(span.Cost),
            span.HasFailed ? style.Error(notes) : notes)).Append('\n');
    }

    private void WriteError(StringBuilder text, string indent, RunSpan span)
    {
        var message = Figures.Plain(span.ErrorMessage ?? "");
        text.Append(style.Error(Figures.Fit($"{indent}! {Figures.Plain(span.ErrorType ?? "")}: {message}".TrimEnd(' ', ':'), width))).Append('\n');
    }

    private string Line(string name, string painted, string time, string input, string output, string cached, string cost, string notes)
    {
        var padding = new string(' ', _names - name.Length);
        return $"{painted}{padding} {time,10} {input,8} {output,7} {cached,8} {style.Money($"{cost,11}")}  {notes}".TrimEnd();
    }
}
