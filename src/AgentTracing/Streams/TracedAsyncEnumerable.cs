using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream whose enumerations are operations.</summary>
internal sealed class TracedAsyncEnumerable<T>(
    IAsyncEnumerable<T> stream, StreamSource source, ResultReaders<T> readers, StreamPart part = StreamPart.Whole) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        return source.Next(cancellationToken) is { } operation
            ? new TracedAsyncEnumerator<T>(stream.GetAsyncEnumerator(operation.Link(cancellationToken)), operation, readers, part)
            : stream.GetAsyncEnumerator(cancellationToken);
    }
}
