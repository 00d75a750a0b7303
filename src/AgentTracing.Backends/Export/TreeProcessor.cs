using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>Lets a filter see the place of each span in its tree, while the spans above it still run.</summary>
internal sealed class TreeProcessor(SpanFilter filter) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data) => filter.OnStart(data);
}
