using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>
/// Marks the root spans of a trace for Langfuse if their parents, such as the request's span, are not sent to it: the trace gets its input
/// and output from them.
/// </summary>
internal sealed class AppRootProcessor(SpanFilter filter) : BaseProcessor<Activity>
{
    private const string IsAppRoot = "langfuse.internal.is_app_root";
    private const string AsRoot = "langfuse.internal.as_root";

    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId == default || !filter.Includes(data) || !IsTopmost(data))
            return;

        data.SetTag(IsAppRoot, true);
        data.SetTag(AsRoot, true);
    }

    /// <summary>
    /// Whether no ancestor is sent. For ancestors in another process, its baggage shows whether it traces agents.
    /// </summary>
    private bool IsTopmost(Activity span)
    {
        for (var parent = span.Parent; parent is not null; parent = parent.Parent)
        {
            if (filter.Includes(parent))
                return false;
        }

        return !CallersTrace.Has(span);
    }
}
