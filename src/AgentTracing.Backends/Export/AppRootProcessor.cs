using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>
/// Marks the spans under which Langfuse builds the trace where their true parents, such as the request's span, are not sent to it.
/// </summary>
internal sealed class AppRootProcessor(SpanFilter filter) : BaseProcessor<Activity>
{
    private const string IsAppRoot = "langfuse.internal.is_app_root";

    public override void OnStart(Activity data)
    {
        if (data.Parent is not null && filter.Includes(data) && IsTopmost(data))
            data.SetTag(IsAppRoot, true);
    }

    /// <summary>Whether nothing above is sent. What is above another process's span cannot be known, and may be a root itself.</summary>
    private bool IsTopmost(Activity span)
    {
        var top = span;
        while (top.Parent is { } parent)
        {
            if (filter.Includes(parent))
                return false;
            top = parent;
        }

        return top.ParentSpanId == default;
    }
}
