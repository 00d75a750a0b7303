using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Writes log records that belong to a span.</summary>
internal static class SpanLog
{
    /// <summary>Logs in the context of a span; one that has ended already gives its context no more.</summary>
    /// <param name="logger">Where to.</param>
    /// <param name="level">How severe it is.</param>
    /// <param name="id">The event; its name is the record's.</param>
    /// <param name="span">The span; null for the current one.</param>
    /// <param name="tags">Attributes of the record.</param>
    internal static void Write(ILogger logger, LogLevel level, EventId id, Activity? span, List<Tag> tags)
    {
        var before = Activity.Current;
        var move = span is { IsStopped: false } && !ReferenceEquals(span, before);
        try
        {
            if (move)
                Activity.Current = span;
            logger.Log(level, id, tags, null, (tags, _) => $"{id.Name} {tags[0].Value}");
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
