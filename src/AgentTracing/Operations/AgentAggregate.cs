using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>What an intercepted agent says of the calls of models inside it: the sum of their usage.</summary>
/// <param name="Call">The calls as one.</param>
/// <param name="NativeTracing">The tracing of the agent, or of its client, that shows the calls; null where none does.</param>
internal sealed record AgentAggregate(LlmCall Call, NativeTracing? NativeTracing)
{
    /// <summary>The calls, as an operation.</summary>
    internal static readonly OperationDescriptor Descriptor = OperationDescriptor.InterceptedCall("RunAgent").WithContent(ContentCapture.None);
}
