using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What an intercepted agent says of the model calls inside it: the sum of their usage.</summary>
/// <param name="Call">The calls as one.</param>
/// <param name="NativeTracing">The tracing of the agent, or of its client, that shows the calls; null when none does.</param>
internal sealed record AgentAggregate(LlmCall Call, NativeTracing? NativeTracing)
{
    /// <summary>The calls, as an operation.</summary>
    internal static readonly OperationDescriptor Descriptor = OperationDescriptor.InterceptedCall("RunAgent").WithContent(ContentCapture.None);
}
