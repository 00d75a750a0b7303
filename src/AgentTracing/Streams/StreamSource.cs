using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Gives each enumeration of a stream its operation.</summary>
internal abstract class StreamSource
{
    /// <summary>The operation of the next enumeration; null when that is none of its own.</summary>
    internal abstract StreamOperation? Next(CancellationToken cancellationToken);

    /// <summary>Ends what was begun with the call, where no enumeration will: the stream is left unread.</summary>
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

/// <summary>A stream whose work begins with each enumeration, and so does its operation.</summary>
internal sealed class StreamOnEnumeration(OperationDescriptor descriptor, OperationInput? input) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => new(descriptor, input, cancellationToken);
}

/// <summary>A stream that can be read once: whatever further enumerations do, they send no request.</summary>
internal sealed class StreamOnce(StreamSource source) : StreamSource
{
    private StreamSource? _source = source;

    internal override StreamOperation? Next(CancellationToken cancellationToken) => Interlocked.Exchange(ref _source, null)?.Next(cancellationToken);
}
