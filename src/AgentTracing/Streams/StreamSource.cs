using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Gives each enumeration of a stream its operation: the first continues the one that was begun with the call, if any.</summary>
internal sealed class StreamSource
{
    private readonly OperationDescriptor _descriptor;
    private readonly OperationInput? _input;
    private Operation? _begun;

    internal StreamSource(OperationDescriptor descriptor, OperationInput? input)
    {
        _descriptor = descriptor;
        _input = input;
    }

    internal StreamSource(Operation begun)
    {
        _descriptor = begun.Descriptor;
        _input = begun.Input;
        _begun = begun;
    }

    internal StreamOperation Next(CancellationToken cancellationToken)
        => Interlocked.Exchange(ref _begun, null) is { } operation
            ? new StreamOperation(operation, cancellationToken)
            : new StreamOperation(_descriptor, _input, cancellationToken);
}
