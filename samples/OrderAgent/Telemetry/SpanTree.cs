using System.Diagnostics;

namespace Shop;

/// <summary>The spans of one trace by what they stand under, siblings in the order of their beginning.</summary>
public sealed class SpanTree
{
    private readonly ILookup<ActivitySpanId, SpanView> _children;

    /// <summary>Arranges the spans. One whose parent is not among them is a root.</summary>
    public SpanTree(IEnumerable<Activity> trace)
    {
        var spans = trace.Select(span => new SpanView(span)).ToList();
        var ids = spans.Select(span => span.Id).ToHashSet();
        _children = spans.OrderBy(span => span.Start).ToLookup(span => ids.Contains(span.ParentId) ? span.ParentId : default);
    }

    /// <summary>The spans right below a span; those of the top below the default.</summary>
    public IReadOnlyList<SpanView> Below(ActivitySpanId parent) => [.. _children[parent]];

    /// <summary>All spans, each before those below it.</summary>
    public IEnumerable<(SpanView Span, int Depth)> DepthFirst() => DepthFirst(default, 0);

    private IEnumerable<(SpanView Span, int Depth)> DepthFirst(ActivitySpanId parent, int depth) =>
        _children[parent].SelectMany(span => DepthFirst(span.Id, depth + 1).Prepend((span, depth)));
}
