using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>
/// Marks the spans under which Langfuse builds the trace where their true parents, such as the request's span, are not sent to it: they are its root,
/// and the trace has its input and output from them.
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
    /// Whether nothing above is sent. Of what is above another process's span, that process knows: where it traces agents, its baggage says so.
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
