using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream whose operation began with the call: the first enumeration continues it.</summary>
internal sealed class StreamOnCall(Operation begun) : StreamSource
{
    private readonly OperationDescriptor _descriptor = begun.Descriptor;
    private readonly OperationInput? _input = begun.Input;
    private Operation? _begun = begun;

    /// <summary>A stream that was never enumerated and is no longer referenced still ends its span.</summary>
    ~StreamOnCall() => Leave();

    internal override StreamOperation Next(CancellationToken cancellationToken)
        => Take() is { } operation ? new(operation, cancellationToken) : new(_descriptor, _input, cancellationToken);

    internal override void Leave()
    {
        if (Take() is { } operation)
            new StreamOperation(operation).Abandon();
    }

    private Operation? Take()
    {
        GC.SuppressFinalize(this);
        return Interlocked.Exchange(ref _begun, null);
    }
}
