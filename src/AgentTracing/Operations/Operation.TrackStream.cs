namespace AgentTracing.CompilerServices;

/// <content>Streams that a task returns, and streams of an SDK's own type.</content>
public sealed partial class Operation
{
    /// <summary>Traces a stream that a task returns.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="task">The implementation's task; null is returned as it is.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A task of a stream of the same elements.</returns>
    public Task<IAsyncEnumerable<T>> TrackStream<T>(Task<IAsyncEnumerable<T>> task, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => TrackStream(task, EachEnumeration, reader, result);

    /// <inheritdoc cref="TrackStream{T}(Task{IAsyncEnumerable{T}}, ResponseReader{T}, ContentWriter{T})"/>
    public ValueTask<IAsyncEnumerable<T>> TrackStream<T>(ValueTask<IAsyncEnumerable<T>> task, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
        => TrackStream(task, EachEnumeration, reader, result);

    /// <summary>Traces a stream of an SDK's type: its first enumeration continues this operation.</summary>
    /// <typeparam name="TStream">Type of the stream.</typeparam>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The implementation's stream; null is returned as it is.</param>
    /// <param name="wrapper">Creates its wrapper.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A stream of the same type and elements.</returns>
    public TStream TrackStream<TStream, T>(
        TStream stream, StreamWrapper<TStream, T> wrapper, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (stream is null)
            return stream;

        _handedOver = true;
        return new StreamTrace<T>(new StreamOnCall(this), new(reader, result)).Wrap(stream, wrapper);
    }

    /// <summary>Traces the stream of an SDK's type that a task returns.</summary>
    /// <typeparam name="TStream">Type of the stream.</typeparam>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="task">The implementation's task; null is returned as it is.</param>
    /// <param name="wrapper">Creates the wrapper of the task's stream.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A task of a stream of the same type and elements.</returns>
    public Task<TStream> TrackStream<TStream, T>(
        Task<TStream> task, StreamWrapper<TStream, T> wrapper, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (task is null)
            return null!;

        _handedOver = true;
        return AwaitStream(new ValueTask<TStream>(task), wrapper, new(reader, result)).AsTask();
    }

    /// <inheritdoc cref="TrackStream{TStream, T}(Task{TStream}, StreamWrapper{TStream, T}, ResponseReader{T}, ContentWriter{T})"/>
    public ValueTask<TStream> TrackStream<TStream, T>(
        ValueTask<TStream> task, StreamWrapper<TStream, T> wrapper, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        _handedOver = true;
        return AwaitStream(task, wrapper, new(reader, result));
    }

    /// <summary>Tracks a task whose run continues after it; <see cref="RunTrace"/> tracks the run to its end.</summary>
    /// <typeparam name="TRun">Type of the run.</typeparam>
    /// <param name="task">The implementation's task.</param>
    /// <returns>A task of the same run.</returns>
    public ValueTask<TRun> TrackRun<TRun>(ValueTask<TRun> task)
        where TRun : class
    {
        _handedOver = true;
        return AwaitRun(task);
    }

    private async ValueTask<TRun> AwaitRun<TRun>(ValueTask<TRun> task)
        where TRun : class
    {
        var continues = false;
        try
        {
            var run = await task.ConfigureAwait(false);
            continues = run is not null;
            if (continues)
                RunTrace.Begin(run!, this);
            return run!;
        }
        catch (Exception exception) when (Fail(exception))
        {
            throw BudgetExceeded(exception);
        }
        finally
        {
            if (!continues)
                End();
        }
    }

    private static IAsyncEnumerable<T> EachEnumeration<T>(IAsyncEnumerable<T> stream, StreamTrace<T> trace) => trace.Each(stream);

    private async ValueTask<TStream> AwaitStream<TStream, T>(ValueTask<TStream> task, StreamWrapper<TStream, T> wrapper, ResultReaders<T> readers)
    {
        var handedOn = false;
        try
        {
            var stream = await task.ConfigureAwait(false);
            handedOn = stream is not null;
            return handedOn ? new StreamTrace<T>(new StreamOnCall(this), readers).Wrap(stream, wrapper) : stream;
        }
        catch (Exception exception) when (Fail(exception))
        {
            throw BudgetExceeded(exception);
        }
        finally
        {
            if (!handedOn)
                End();
        }
    }
}
