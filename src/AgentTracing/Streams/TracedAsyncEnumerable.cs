using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream each of whose enumerations is one operation.</summary>
internal sealed class TracedAsyncEnumerable<T> : IAsyncEnumerable<T>
{
    private readonly IAsyncEnumerable<T> _stream;
    private readonly StreamSource _source;
    private readonly ResultReaders<T> _readers;

    internal TracedAsyncEnumerable(IAsyncEnumerable<T> stream, OperationDescriptor descriptor, OperationInput? input, ResultReaders<T> readers)
    {
        _stream = stream;
        _source = new StreamSource(descriptor, input);
        _readers = readers;
    }

    internal TracedAsyncEnumerable(IAsyncEnumerable<T> stream, Operation begun, ResultReaders<T> readers)
    {
        _stream = stream;
        _source = new StreamSource(begun);
        _readers = readers;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new TracedAsyncEnumerator<T>(_stream.GetAsyncEnumerator(cancellationToken), _source.Next(cancellationToken), _readers);
}
