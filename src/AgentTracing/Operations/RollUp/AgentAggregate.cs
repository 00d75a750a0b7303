using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The sum of an intercepted agent's model calls, as the agent reports it.</summary>
/// <param name="Call">The calls as one.</param>
/// <param name="NativeTracing">The tracing of the agent or its client that records the calls; null when there is none.</param>
internal sealed record AgentAggregate(LlmCall Call, NativeTracing? NativeTracing)
{
    /// <summary>The calls, as an operation.</summary>
    internal static readonly OperationDescriptor Descriptor = OperationDescriptor.InterceptedCall("RunAgent").WithContent(ContentCapture.None);
}
