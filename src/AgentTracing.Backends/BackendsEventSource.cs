using System.Diagnostics.Tracing;

namespace AgentTracing.Backends;

/// <summary>
/// Reports faults of the export to back ends. Its name makes OpenTelemetry's self-diagnostics (OTEL_DIAGNOSTICS.json) include it.
/// </summary>
[EventSource(Name = "OpenTelemetry-AgentTracing-Backends")]
internal sealed class BackendsEventSource : EventSource
{
    internal static readonly BackendsEventSource Log = new();

    private BackendsEventSource()
    {
    }

    [Event(1, Level = EventLevel.Error, Message = "{0}: {1}")]
    public void Fault(string backend, string message) => WriteEvent(1, backend, message);

    [Event(2, Level = EventLevel.Warning, Message = "The setting {0} cannot be parsed and is ignored. Expected: {1}.")]
    public void UnreadableSetting(string name, string expected) => WriteEvent(2, name, expected);
}
