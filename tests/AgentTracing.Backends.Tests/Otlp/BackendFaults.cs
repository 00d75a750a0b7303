using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace AgentTracing.Backends.Tests;

/// <summary>Records reported faults.</summary>
internal sealed class BackendFaults : EventListener
{
    private readonly ConcurrentQueue<string> _messages = new();

    public IReadOnlyList<string> Messages => [.. _messages];

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-AgentTracing-Backends")
            EnableEvents(eventSource, EventLevel.Verbose);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
        => _messages?.Enqueue(string.Format(System.Globalization.CultureInfo.InvariantCulture, eventData.Message!, [.. eventData.Payload!]));
}
