using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The name of a trace: that of its outermost operation, in any process.</summary>
internal static class TraceName
{
    /// <summary>The key of the name in baggage, if <see cref="AgentTracingOptions.PropagateScope"/> is on.</summary>
    internal const string Key = "agent_tracing.trace.name";

    /// <summary>The key that Langfuse's Python SDK uses for the name.</summary>
    internal const string LangfuseKey = "langfuse_trace_name";

    /// <summary>Baggage of callers that trace agents themselves.</summary>
    private static readonly string[] Claims = [Key, "langfuse_trace_id", LangfuseKey];

    /// <summary>
    /// The trace name of an operation: the caller's, else that of the outermost operation in this process. Null when the caller traces
    /// agents but sent no name.
    /// </summary>
    internal static string? Of(Operation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;

        return root.Scope?.TraceName ?? ((root.Activity ?? operation.Activity) is { } span && IsClaimed(span) ? null : root.Descriptor.Name);
    }

    /// <summary>Whether the trace of a span began in another process that sends the trace's root to back ends for agents.</summary>
    private static bool IsClaimed(Activity span)
    {
        var top = span;
        while (top.Parent is { } parent)
            top = parent;

        return top.ParentSpanId != default && Array.Exists(Claims, key => top.GetBaggageItem(key) is not null);
    }
}
