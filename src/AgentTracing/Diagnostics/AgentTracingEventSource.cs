using System.Diagnostics.Tracing;

namespace AgentTracing;

/// <summary>Reports faults inside AgentTracing: <c>dotnet-trace --providers AgentTracing</c>.</summary>
[EventSource(Name = AgentTelemetry.SourceName)]
internal sealed class AgentTracingEventSource : EventSource
{
    internal static readonly AgentTracingEventSource Log = new();

    private AgentTracingEventSource()
    {
    }

    [Event(1, Level = EventLevel.Warning, Message = "AgentTracing failed to {0}: {1}: {2}. The traced call is not affected.")]
    public void Fault(string step, string exceptionType, string message) => WriteEvent(1, step, exceptionType, message);

    [Event(2, Level = EventLevel.Warning, Message = "'{0}' in {1} is not a dialect and is ignored. Known: {2}.")]
    public void UnknownDialect(string name, string setting, string known) => WriteEvent(2, name, setting, known);

    [Event(3, Level = EventLevel.Warning, Message = "'{0}' in {1} is not a content setting; no content is captured. Known: span_only, event_only, span_and_event, true, false.")]
    public void UnknownContentCapture(string value, string setting) => WriteEvent(3, value, setting);

    [Event(4, Level = EventLevel.Warning, Message = "The usage that {0} reports for {1} is contradictory and is not priced: {2}.")]
    public void ContradictoryUsage(string provider, string model, string figures) => WriteEvent(4, provider, model, figures);
}
