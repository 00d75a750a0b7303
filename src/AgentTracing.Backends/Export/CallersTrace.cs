using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>What callers say of a trace by baggage: that they trace agents themselves, so that its root is theirs.</summary>
internal static class CallersTrace
{
    /// <summary>Sent by AgentTracing with <see cref="AgentTracingOptions.PropagateScope"/>: the name of the trace.</summary>
    private const string Ours = "agent_tracing.trace.name";

    /// <summary>And by the SDKs of Langfuse.</summary>
    private static readonly string[] Claims = [Ours, "langfuse_trace_id", "langfuse_trace_name"];

    /// <summary>Whether the trace of a span began in another process that sends its root to the back end.</summary>
    internal static bool Has(Activity span)
    {
        var top = span;
        while (top.Parent is { } parent)
            top = parent;

        return top.ParentSpanId != default
            && Array.Exists(Claims, key => top.GetBaggageItem(key) is not null || Baggage.Current.GetBaggage(key) is not null);
    }

    /// <summary>Whether the requests below a span say so to the processes that they go to.</summary>
    internal static bool IsSentFrom(Activity span) => span.GetBaggageItem(Ours) is not null;
}
