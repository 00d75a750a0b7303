using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Gives each enumeration of a stream its operation.</summary>
internal abstract class StreamSource
{
    /// <summary>The operation of the next enumeration; null when it has none.</summary>
    internal abstract StreamOperation? Next(CancellationToken cancellationToken);

    /// <summary>Ends an operation that began with the call if the stream is never read.</summary>
    internal virtual void Leave()
    {
    }
}

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

/// <summary>A stream whose work, and so its operation, begins with each enumeration.</summary>
internal sealed class StreamOnEnumeration(OperationDescriptor descriptor, OperationInput? input) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => new(descriptor, input, cancellationToken);
}

/// <summary>A stream that can be read once: further enumerations send no request.</summary>
internal sealed class StreamOnce(StreamSource source) : StreamSource
{
    private StreamSource? _source = source;

    internal override StreamOperation? Next(CancellationToken cancellationToken) => Interlocked.Exchange(ref _source, null)?.Next(cancellationToken);
}
