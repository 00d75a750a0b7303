using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A stream each of whose enumerations is one operation.</summary>
internal sealed class TracedAsyncEnumerable<T> : IAsyncEnumerable<T>
{
    private readonly IAsyncEnumerable<T> _stream;
    private readonly StreamSource _source;
    private readonly ResponseReader<T>? _reader;

    internal TracedAsyncEnumerable(IAsyncEnumerable<T> stream, OperationDescriptor descriptor, OperationInput? input, ResponseReader<T>? reader)
    {
        _stream = stream;
        _source = new StreamSource(descriptor, input);
        _reader = reader;
    }

    internal TracedAsyncEnumerable(IAsyncEnumerable<T> stream, Operation begun, ResponseReader<T>? reader)
    {
        _stream = stream;
        _source = new StreamSource(begun);
        _reader = reader;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new TracedAsyncEnumerator<T>(_stream.GetAsyncEnumerator(cancellationToken), _source.Next(cancellationToken), _reader);
}
