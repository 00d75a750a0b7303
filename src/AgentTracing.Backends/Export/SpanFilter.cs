using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>
/// Selects the spans for a back end. If a filter throws, the span is not sent, because it may be secret. With the default filter, spans
/// between two sent spans are sent as well, because a back end shows a span with a missing parent as a root.
/// </summary>
internal sealed class SpanFilter(BackendOptions options, Faults faults)
{
    private const string Needed = "AgentTracing.Backends.Needed";
    private const string HttpClient = "System.Net.Http";
    private readonly bool _keepsTrees = options.Filter == GenAISpans.Include;

    /// <summary>Whether a span is for the back end.</summary>
    internal bool Includes(Activity span)
    {
        try
        {
            return options.Filter(span);
        }
        catch (Exception exception)
        {
            faults.ReportOnce("filter", $"The filter threw {exception.GetType()}: {exception.Message}. Spans on which it throws are not sent.");
            return false;
        }
    }

    /// <summary>Whether a span is sent, because of the filter or of the tree.</summary>
    internal bool Sends(Activity span) => Includes(span) || (_keepsTrees && span.GetCustomProperty(Needed) is not null);

    /// <summary>Marks the spans between a span and its nearest sent ancestor.</summary>
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

        // A request from another process of ours is a child of a sent span there.
        if (above is null && !(isIncluded && CallersTrace.Has(span)))
            return;

        // The span of a model call or of a data source contains only its own requests.
        if (!isIncluded && above!.Kind == ActivityKind.Client)
            return;

        for (var between = isIncluded ? span.Parent : span; between is not null && between != above; between = between.Parent)
            between.SetCustomProperty(Needed, Needed);
    }

    /// <summary>Whether a span may have sent descendants in another process.</summary>
    private static bool IsHopToAnotherProcess(Activity span)
        => span.Kind == ActivityKind.Client && span.Source.Name == HttpClient && CallersTrace.IsSentFrom(span);
}
