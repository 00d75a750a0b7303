using System.Collections;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A sequence each of whose enumerations is one operation.</summary>
internal sealed class TracedEnumerable<T> : IEnumerable<T>
{
    private readonly IEnumerable<T> _sequence;
    private readonly StreamSource _source;
    private readonly ResultReaders<T> _readers;

    internal TracedEnumerable(IEnumerable<T> sequence, OperationDescriptor descriptor, OperationInput? input, ResultReaders<T> readers)
    {
        _sequence = sequence;
        _source = new StreamSource(descriptor, input);
        _readers = readers;
    }

    internal TracedEnumerable(IEnumerable<T> sequence, Operation begun, ResultReaders<T> readers)
    {
        _sequence = sequence;
        _source = new StreamSource(begun);
        _readers = readers;
    }

    public IEnumerator<T> GetEnumerator() => new TracedEnumerator<T>(_sequence.GetEnumerator(), _source.Next(default), _readers);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
