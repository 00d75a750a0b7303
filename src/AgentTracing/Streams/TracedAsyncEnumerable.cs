using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream whose enumerations are operations.</summary>
internal sealed class TracedAsyncEnumerable<T>(
    IAsyncEnumerable<T> stream, StreamSource source, ResultReaders<T> readers, StreamPart part = StreamPart.Whole) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var enumerator = stream.GetAsyncEnumerator(cancellationToken);
        return source.Next(cancellationToken) is { } operation ? new TracedAsyncEnumerator<T>(enumerator, operation, readers, part) : enumerator;
    }
}
