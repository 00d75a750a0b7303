namespace AgentTracing;

/// <summary>A stream that can be read once: whatever further enumerations do, they send no request.</summary>
internal sealed class StreamOnce(StreamSource source) : StreamSource
{
    private StreamSource? _source = source;

    internal override StreamOperation? Next(CancellationToken cancellationToken) => Interlocked.Exchange(ref _source, null)?.Next(cancellationToken);
}
