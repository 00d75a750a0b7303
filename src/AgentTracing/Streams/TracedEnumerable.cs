using System.Collections;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A sequence each of whose enumerations is one operation.</summary>
internal sealed class TracedEnumerable<T> : IEnumerable<T>
{
    private readonly IEnumerable<T> _sequence;
    private readonly StreamSource _source;
    private readonly ResponseReader<T>? _reader;

    internal TracedEnumerable(IEnumerable<T> sequence, OperationDescriptor descriptor, OperationInput? input, ResponseReader<T>? reader)
    {
        _sequence = sequence;
        _source = new StreamSource(descriptor, input);
        _reader = reader;
    }

    internal TracedEnumerable(IEnumerable<T> sequence, Operation begun, ResponseReader<T>? reader)
    {
        _sequence = sequence;
        _source = new StreamSource(begun);
        _reader = reader;
    }

    public IEnumerator<T> GetEnumerator() => new TracedEnumerator<T>(_sequence.GetEnumerator(), _source.Next(default), _reader);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
