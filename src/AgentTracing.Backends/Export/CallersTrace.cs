using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Backends;

/// <summary>Detects from baggage that callers trace agents themselves, so the root of the trace is in their process.</summary>
internal static class CallersTrace
{
    /// <summary>Sent by AgentTracing with <see cref="AgentTracingOptions.PropagateScope"/>: the name of the trace.</summary>
    private const string NameKey = "agent_tracing.trace.name";

    /// <summary>Keys that AgentTracing and Langfuse's SDKs send.</summary>
    private static readonly string[] Claims = [NameKey, "langfuse_trace_id", "langfuse_trace_name"];

    /// <summary>Whether the trace of a span began in another process that sends its root to the back end.</summary>
    internal static bool Has(Activity span)
    {
        var top = span;
        while (top.Parent is { } parent)
            top = parent;

        return top.ParentSpanId != default
            && Array.Exists(Claims, key => top.GetBaggageItem(key) is not null || Baggage.Current.GetBaggage(key) is not null);
    }

    /// <summary>Whether requests below a span send this key to other processes.</summary>
    internal static bool IsSentFrom(Activity span) => span.GetBaggageItem(NameKey) is not null;
}
