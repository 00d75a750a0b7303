using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// Writes events that belong to a span: log records if a logger factory is set (<see cref="AgentTracingOptions.LoggerFactory"/>) or the
/// host exports its logs by OpenTelemetry, else events of the span.
/// </summary>
internal static class SpanLog
{
    /// <summary>Writes an event; without a logger and a span it is dropped.</summary>
    /// <param name="id">The event; its name is the record's.</param>
    /// <param name="span">The span; null when it does not run in this process or has ended.</param>
    /// <param name="tags">Attributes of the event.</param>
    internal static void Write(EventId id, Activity? span, List<Tag> tags)
    {
        if (AgentTracingOptions.Current.EventLogger is { } logger)
            Log(logger, id, span, tags);
        else
            span?.AddEvent(new ActivityEvent(id.Name!, tags: new ActivityTagsCollection(tags)));
    }

    /// <summary>Logs in the context of the span, or of the current one. A span that has ended cannot become current again.</summary>
    private static void Log(ILogger logger, EventId id, Activity? span, List<Tag> tags)
    {
        var before = Activity.Current;
        var move = span is { IsStopped: false } && !ReferenceEquals(span, before);
        try
        {
            if (move)
                Activity.Current = span;
            logger.Log(LogLevel.Information, id, tags, null, (tags, _) => $"{id.Name} {tags[0].Value}");
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("write a log record", exception);
        }
        finally
        {
            if (move)
                Activity.Current = before;
        }
    }
}
