using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream whose work begins with each enumeration, and so does its operation.</summary>
internal sealed class StreamOnEnumeration(OperationDescriptor descriptor, OperationInput? input) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => new(descriptor, input, cancellationToken);
}
