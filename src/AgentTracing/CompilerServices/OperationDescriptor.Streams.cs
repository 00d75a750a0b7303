namespace AgentTracing.CompilerServices;

/// <content>Streams whose operation starts with their enumeration.</content>
public sealed partial class OperationDescriptor
{
    /// <summary>
    /// Creates the content for the input of a stream whose operation starts with its enumeration (<see cref="OperationInput.Content"/>);
    /// null when content is not captured.
    /// </summary>
    /// <returns>The content.</returns>
    public OperationContent? CaptureInput()
        => ContentRecorder.ModeOf(this) is var mode and not ContentCapture.None ? new OperationContent(mode, Kind) : null;

    /// <summary>
    /// Creates the input of an SDK's stream from its client and its options, for <c>Trace</c>. The content is added to <see
    /// cref="OperationInput.Content"/>.
    /// </summary>
    /// <typeparam name="TClient">Type of the client.</typeparam>
    /// <typeparam name="TRequest">Type of the options.</typeparam>
    /// <param name="client">The client, or null.</param>
    /// <param name="clientReader">Reads the client.</param>
    /// <param name="request">The options, or null.</param>
    /// <param name="requestReader">Reads the options.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>The input.</returns>
    public OperationInput InputOf<TClient, TRequest>(
        TClient? client,
        ClientReader<TClient> clientReader,
        TRequest? request,
        RequestReader<TRequest> requestReader,
        CancellationToken cancellationToken = default)
        => OperationInput.Of(client, clientReader, request, requestReader, cancellationToken, CaptureInput());

    /// <inheritdoc cref="InputOf{TClient, TRequest}"/>
    public OperationInput InputOf<TClient>(TClient? client, ClientReader<TClient> clientReader, CancellationToken cancellationToken = default)
        => OperationInput.Of(client, clientReader, cancellationToken, CaptureInput());

    /// <summary>Traces each enumeration of a stream whose work begins with the enumeration (an iterator).</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The stream; null is returned as it is.</param>
    /// <param name="input">Values of the annotated parameters.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A stream of the same elements.</returns>
    public IAsyncEnumerable<T> Trace<T>(
        IAsyncEnumerable<T> stream, OperationInput? input = null, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => stream is null ? null! : new TracedAsyncEnumerable<T>(stream, new StreamOnEnumeration(this, input), new(reader, result));

    /// <inheritdoc cref="Trace{T}(IAsyncEnumerable{T}, OperationInput, ResponseReader{T}, ContentWriter{T})"/>
    public IEnumerable<T> Trace<T>(
        IEnumerable<T> stream, OperationInput? input = null, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => stream is null ? null! : new TracedEnumerable<T>(stream, new StreamOnEnumeration(this, input), new(reader, result));

    /// <summary>Traces each enumeration of a stream of an SDK's own type whose work begins with the enumeration.</summary>
    /// <typeparam name="TStream">Type of the stream.</typeparam>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The stream; null is returned as it is.</param>
    /// <param name="wrapper">Creates its wrapper.</param>
    /// <param name="input">Values of the annotated parameters.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A stream of the same type and elements.</returns>
    public TStream TraceStream<TStream, T>(
        TStream stream,
        StreamWrapper<TStream, T> wrapper,
        OperationInput? input = null,
        ResponseReader<T>? reader = null,
        ContentWriter<T>? result = null)
        => stream is null ? stream : new StreamTrace<T>(new StreamOnEnumeration(this, input), new(reader, result)).Wrap(stream, wrapper);
}
