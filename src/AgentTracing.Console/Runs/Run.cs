using System.Diagnostics;

namespace AgentTracing.Reporting;

/// <summary>The spans of a run by parent; siblings are ordered by start time.</summary>
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

    /// <summary>All spans, in the order in which they ended.</summary>
    public IReadOnlyList<RunSpan> Spans { get; }

    /// <summary>The number of spans beyond the limit of a run.</summary>
    public int Dropped { get; }

    /// <summary>The first span.</summary>
    public RunSpan Root => Below(default)[0];

    /// <summary>The children of a span; the roots for the default id.</summary>
    public IReadOnlyList<RunSpan> Below(ActivitySpanId parent) => [.. _children[parent]];

    /// <summary>All spans in depth-first order.</summary>
    public IEnumerable<(RunSpan Span, int Depth)> DepthFirst()
    {
        // No recursion: an agent that calls itself can be arbitrarily deep.
        var next = new Stack<(RunSpan Span, int Depth)>(_children[default].Reverse().Select(static root => (root, 0)));
        while (next.TryPop(out var row))
        {
            yield return row;
            foreach (var child in _children[row.Span.Id].Reverse())
                next.Push((child, row.Depth + 1));
        }
    }
}
