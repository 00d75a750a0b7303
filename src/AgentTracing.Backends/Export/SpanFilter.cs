using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>
/// Which spans a back end is for. A filter that throws keeps its span back: what it was to keep out may be secret. With the filter of this package, what
/// lies between two spans that are sent is sent, too, for a back end shows the lower one as a root of its own where its parent is missing.
/// </summary>
internal sealed class SpanFilter(BackendOptions options, Faults faults)
{
    private const string Needed = "AgentTracing.Backends.Needed";
    private const string HttpClient = "System.Net.Http";
    private readonly bool _keepsTrees = options.Filter == GenAISpans.Include;

    /// <summary>Whether the back end is for a span.</summary>
    internal bool Includes(Activity span)
    {
        try
        {
            return options.Filter(span);
        }
        catch (Exception exception)
        {
            faults.Tell("filter", $"The filter threw {exception.GetType()}: {exception.Message}. Spans on which it throws are not sent.");
            return false;
        }
    }

    /// <summary>Whether a span is sent: for itself, or for the tree.</summary>
    internal bool Sends(Activity span) => Includes(span) || (_keepsTrees && span.GetCustomProperty(Needed) is not null);

    /// <summary>Marks the spans between a span and the next one above it that is sent.</summary>
    internal void OnStart(Activity span)
    {
        if (!_keepsTrees)
            return;

        var isIncluded = Includes(span);
        if (!isIncluded && !IsHopToAnotherProcess(span))
            return;

        var above = span.Parent;
        while (above is not null && !Includes(above))
            above = above.Parent;

        // A request that another process of ours sent stands below the span that sent it.
        if (above is null && !(isIncluded && CallersTrace.Has(span)))
            return;

        // The span of a model call or of a data source has its requests inside, which end there.
        if (!isIncluded && above!.Kind == ActivityKind.Client)
            return;

        for (var between = isIncluded ? span.Parent : span; between is not null && between != above; between = between.Parent)
            between.SetCustomProperty(Needed, Needed);
    }

    /// <summary>Whether spans of another process may be below a span, which are sent to the back end, too.</summary>
    private static bool IsHopToAnotherProcess(Activity span)
        => span.Kind == ActivityKind.Client && span.Source.Name == HttpClient && CallersTrace.IsSentFrom(span);
}
