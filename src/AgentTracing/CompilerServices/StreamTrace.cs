using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Creates the wrapper of a stream of an SDK's type. Written by the generator, which references the SDK.
/// </summary>
/// <typeparam name="TStream">Type of the stream.</typeparam>
/// <typeparam name="T">Type of the elements.</typeparam>
/// <param name="stream">The SDK's stream; never null.</param>
/// <param name="trace">Traces its enumerations.</param>
/// <returns>A stream of the same type and elements.</returns>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate TStream StreamWrapper<TStream, T>(TStream stream, StreamTrace<T> trace);

/// <summary>Traces the enumerations of a stream of an SDK's own type.</summary>
/// <typeparam name="T">Type of the elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StreamTrace<T>
{
    private readonly StreamSource _source;
    private readonly ResultReaders<T> _readers;
    private StreamPages? _pages;

    private StreamPages KnownPages => _pages ?? Interlocked.CompareExchange(ref _pages, new StreamPages(), null) ?? _pages;

    internal StreamTrace(StreamSource source, ResultReaders<T> readers) => (_source, _readers) = (source, readers);

    /// <summary>Traces a stream that can be enumerated again: each enumeration is an operation.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>A stream of the same elements.</returns>
    public IAsyncEnumerable<T> Each(IAsyncEnumerable<T> stream) => new TracedAsyncEnumerable<T>(stream, _source, _readers);

    /// <summary>Traces a stream that can be read once.</summary>
    /// <param name="stream">The stream.</param>
    /// <returns>A stream of the same elements.</returns>
    public IAsyncEnumerable<T> Once(IAsyncEnumerable<T> stream) => new TracedAsyncEnumerable<T>(stream, new StreamOnce(_source), _readers);

    /// <summary>Traces the pages of a stream: each enumeration of them is an operation, and so are the elements of its pages.</summary>
    /// <typeparam name="TPage">Type of the pages.</typeparam>
    /// <param name="pages">The pages.</param>
    /// <returns>The same pages.</returns>
    public IAsyncEnumerable<TPage> Pages<TPage>(IAsyncEnumerable<TPage> pages)
        where TPage : class
        => new TracedAsyncEnumerable<TPage>(pages, new StreamInPages(_source, KnownPages), default, StreamPart.Pages);

    /// <inheritdoc cref="Pages{TPage}(IAsyncEnumerable{TPage})"/>
    public IEnumerable<TPage> Pages<TPage>(IEnumerable<TPage> pages)
        where TPage : class
        => new TracedEnumerable<TPage>(pages, new StreamInPages(_source, KnownPages), default, StreamPart.Pages);

    /// <summary>Traces the elements of a page in the operation that produced the page.</summary>
    /// <param name="page">One of the pages.</param>
    /// <param name="elements">Its elements.</param>
    /// <returns>The same elements.</returns>
    public IAsyncEnumerable<T> Page(object page, IAsyncEnumerable<T> elements)
        => _pages?.Find(page) is { } source ? new TracedAsyncEnumerable<T>(elements, source, _readers, StreamPart.Page) : elements;

    /// <inheritdoc cref="Page(object, IAsyncEnumerable{T})"/>
    public IEnumerable<T> Page(object page, IEnumerable<T> elements)
        => _pages?.Find(page) is { } source ? new TracedEnumerable<T>(elements, source, _readers, StreamPart.Page) : elements;

    /// <summary>Records that the stream was disposed, which ends a call whose response was never read.</summary>
    public void Disposed() => _source.Leave();

    /// <summary>Creates the wrapper of a stream; if that fails, the stream itself is used, without tracing.</summary>
    internal TStream Wrap<TStream>(TStream stream, StreamWrapper<TStream, T> wrapper)
    {
        try
        {
            return wrapper(stream, this);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("wrap a stream", exception);
            Disposed();
            return stream;
        }
    }
}
