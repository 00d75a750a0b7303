using System.Collections;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>A sequence whose enumerations are operations.</summary>
internal sealed class TracedEnumerable<T>(
    IEnumerable<T> sequence, StreamSource source, ResultReaders<T> readers, StreamPart part = StreamPart.Whole) : IEnumerable<T>
{
    public IEnumerator<T> GetEnumerator()
    {
        var enumerator = sequence.GetEnumerator();
        return source.Next(default) is { } operation ? new TracedEnumerator<T>(enumerator, operation, readers, part) : enumerator;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
