using System.Diagnostics;

namespace AgentTracing.Reporting;

/// <summary>The spans of a run by their parents, siblings in the order of their start.</summary>
internal sealed class Run
{
    private readonly ILookup<ActivitySpanId, RunSpan> _children;

    /// <summary>Arranges the spans. One whose parent is not among them is a root.</summary>
    public Run(IEnumerable<Activity> spans, int dropped = 0)
    {
        Dropped = dropped;
        Spans = [.. spans.Select(static span => new RunSpan(span))];
        var ids = Spans.Select(static span => span.Id).ToHashSet();
        _children = Spans.OrderBy(static span => span.Start).ToLookup(span => ids.Contains(span.ParentId) ? span.ParentId : default);
    }

    /// <summary>All spans, as they ended.</summary>
    public IReadOnlyList<RunSpan> Spans { get; }

    /// <summary>How many spans were more than a run keeps.</summary>
    public int Dropped { get; }

    /// <summary>The first span.</summary>
    public RunSpan Root => Below(default)[0];

    /// <summary>The spans right below a span; those of the top below the default.</summary>
    public IReadOnlyList<RunSpan> Below(ActivitySpanId parent) => [.. _children[parent]];

    /// <summary>All spans, each before those below it.</summary>
    public IEnumerable<(RunSpan Span, int Depth)> DepthFirst()
    {
        // No recursion: an agent that calls itself is as deep as it likes.
        var next = new Stack<(RunSpan Span, int Depth)>(_children[default].Reverse().Select(static root => (root, 0)));
        while (next.TryPop(out var row))
        {
            yield return row;
            foreach (var child in _children[row.Span.Id].Reverse())
                next.Push((child, row.Depth + 1));
        }
    }
}
