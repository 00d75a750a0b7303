using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>Passes each span to the filter at its start, while its ancestors are still running.</summary>
internal sealed class TreeProcessor(SpanFilter filter) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data) => filter.OnStart(data);
}
