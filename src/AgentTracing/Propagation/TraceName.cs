using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The name of a trace: that of its outermost operation, wherever that ran.</summary>
internal static class TraceName
{
    /// <summary>The key of the name in baggage, where <see cref="AgentTracingOptions.PropagateScope"/> is on.</summary>
    internal const string Key = "agent_tracing.trace.name";

    /// <summary>The key by which Langfuse's Python SDK sends the name.</summary>
    internal const string LangfuseKey = "langfuse_trace_name";

    /// <summary>Baggage of callers that trace agents themselves.</summary>
    private static readonly string[] Claims = [Key, "langfuse_trace_id", LangfuseKey];

    /// <summary>
    /// The name of the trace of an operation: what the caller sent, else that of the outermost operation here. Null where the caller traces agents and
    /// sent no name.
    /// </summary>
    internal static string? Of(Operation operation)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;

        return root.Scope?.TraceName ?? ((root.Activity ?? operation.Activity) is { } span && IsClaimed(span) ? null : root.Descriptor.Name);
    }

    /// <summary>Whether the trace of a span began in another process that says it sends the trace's root to back ends for agents.</summary>
    private static bool IsClaimed(Activity span)
    {
        var top = span;
        while (top.Parent is { } parent)
            top = parent;

        return top.ParentSpanId != default && Array.Exists(Claims, key => top.GetBaggageItem(key) is not null);
    }
}
