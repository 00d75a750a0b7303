namespace AgentTracing.CompilerServices;

/// <content>The result of the implementation, for each kind of return type.</content>
public sealed partial class Operation
{
    /// <summary>Records the value that the implementation returned.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="reader">Reads the model's response from the value.</param>
    /// <param name="result">Writes the value if content is captured.</param>
    /// <returns>The value.</returns>
    public T Complete<T>(T value, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        Read(value, new(reader, result));
        return value;
    }

    /// <summary>
    /// Reads the rounds from the conversation argument of a call. A function-calling connector appends the response of each round to it,
    /// and returns only the last response.
    /// </summary>
    /// <typeparam name="T">Type of the messages.</typeparam>
    /// <param name="messages">The conversation; null when there is none.</param>
    /// <param name="reader">Reads the response data of a message.</param>
    public void Follow<T>(IReadOnlyList<T>? messages, ResponseReader<T> reader)
    {
        if (messages is not null)
            Llm?.Follow(LlmHistory.Follow(messages, reader));
    }

    /// <summary>Completes the operation with a task; a completed task is recorded at once and returned unchanged.</summary>
    /// <param name="task">The implementation's task; null is returned as it is.</param>
    /// <returns>A task with the outcome of <paramref name="task"/>.</returns>
    public Task Track(Task task)
    {
        if (task is null || task.IsCompletedSuccessfully)
            return task!;

        _handedOver = true;
        return Await(new ValueTask(task)).AsTask();
    }

    /// <inheritdoc cref="Track(Task)"/>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <param name="task">The implementation's task; null is returned as it is.</param>
    /// <param name="reader">Reads the model's response from the result.</param>
    /// <param name="result">Writes the result if content is captured.</param>
    public Task<T> Track<T>(Task<T> task, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (task is null)
            return null!;

        if (task.IsCompletedSuccessfully)
        {
            Read(task.Result, new(reader, result));
            return task;
        }

        _handedOver = true;
        return Await(new ValueTask<T>(task), new(reader, result)).AsTask();
    }

    /// <summary>Completes the operation with a task, and returns a value of its result.</summary>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <typeparam name="TValue">Type of the value.</typeparam>
    /// <param name="task">The implementation's task; null is returned as it is.</param>
    /// <param name="value">Selects the value of the result; its exceptions are those of the call.</param>
    /// <param name="reader">Reads the model's response from the result.</param>
    /// <returns>A task of the value.</returns>
    public Task<TValue> TrackValue<T, TValue>(Task<T> task, Func<T, TValue> value, ResponseReader<T>? reader = null)
    {
        if (task is null)
            return null!;

        _handedOver = true;
        return AwaitValue(task, value, reader);
    }

    /// <inheritdoc cref="Track(Task)"/>
    public ValueTask Track(ValueTask task)
    {
        if (task.IsCompletedSuccessfully)
        {
            // Returns a pooled source to its pool; a source may be awaited only once, so the caller gets a new one.
            task.GetAwaiter().GetResult();
            return default;
        }

        _handedOver = true;
        return Await(task);
    }

    /// <inheritdoc cref="Track{T}(Task{T}, ResponseReader{T}, ContentWriter{T})"/>
    public ValueTask<T> Track<T>(ValueTask<T> task, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (task.IsCompletedSuccessfully)
        {
            var value = task.Result;
            Read(value, new(reader, result));
            return new ValueTask<T>(value);
        }

        _handedOver = true;
        return Await(task, new(reader, result));
    }

    /// <summary>Traces a stream whose work began with the call: its first enumeration continues this operation.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="stream">The implementation's stream; null is returned as it is.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>A stream of the same elements.</returns>
    public IAsyncEnumerable<T> Track<T>(IAsyncEnumerable<T> stream, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (stream is null)
            return null!;

        _handedOver = true;
        return new TracedAsyncEnumerable<T>(stream, new StreamOnCall(this), new(reader, result));
    }

    /// <inheritdoc cref="Track{T}(IAsyncEnumerable{T}, ResponseReader{T}, ContentWriter{T})"/>
    public IEnumerable<T> Track<T>(IEnumerable<T> stream, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (stream is null)
            return null!;

        _handedOver = true;
        return new TracedEnumerable<T>(stream, new StreamOnCall(this), new(reader, result));
    }

    /// <summary>Completes the operation with an enumeration.</summary>
    /// <typeparam name="T">Type of the elements.</typeparam>
    /// <param name="enumerator">The implementation's enumerator; null is returned as it is.</param>
    /// <param name="reader">Reads the model's response from an element.</param>
    /// <param name="result">Writes an element if content is captured.</param>
    /// <returns>An enumerator of the same elements.</returns>
    public IAsyncEnumerator<T> Track<T>(IAsyncEnumerator<T> enumerator, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (enumerator is null)
            return null!;

        _handedOver = true;
        return new TracedAsyncEnumerator<T>(enumerator, new StreamOperation(this), new(reader, result));
    }

    /// <inheritdoc cref="Track{T}(IAsyncEnumerator{T}, ResponseReader{T}, ContentWriter{T})"/>
    public IEnumerator<T> Track<T>(IEnumerator<T> enumerator, ResponseReader<T>? reader = null, ContentWriter<T>? result = null)
    {
        if (enumerator is null)
            return null!;

        _handedOver = true;
        return new TracedEnumerator<T>(enumerator, new StreamOperation(this), new(reader, result));
    }

    /// <summary>Reads a result. Exceptions of the reader are reported as telemetry faults and do not reach the caller.</summary>
    /// <exception cref="AgentBudgetExceededException">The result is incomplete, because a budget stopped the work.</exception>
    internal void Read<T>(T value, ResultReaders<T> readers)
    {
        if (value is not null)
        {
            ReadResponse(value, readers.Response, isWhole: true);
            if (readers.Content is { } writer)
                Content?.SetResult(value, writer);
        }

        if (StoppedBy is { } exceeded)
            throw exceeded;
    }

    /// <summary>Reads an element of a stream. Exceptions of the reader are reported as telemetry faults and do not reach the caller.</summary>
    internal void ReadElement<T>(T value, ResultReaders<T> readers)
    {
        if (value is null)
            return;

        ReadResponse(value, readers.Response, isWhole: false);
        if (readers.Content is { } writer)
            Content?.AddElement(value, writer);
    }

    private void ReadResponse<T>(T value, ResponseReader<T>? reader, bool isWhole)
    {
        try
        {
            if (reader is not null && (Llm ?? Aggregate?.Call) is { } call)
            {
                call.Response.Content = Llm is null ? null : Content?.Answer;
                if (isWhole)
                    SdkFacts<T>.ReadWhole(call.Response, value);
                else
                    SdkFacts<T>.ReadParts(call.Response, value);
                reader(call.Response, value);
            }
            else if (Descriptor.Judges)
            {
                Extras.Verdict = reader is null ? AgentTracing.Verdict.Of(value) : Judged(value, reader)?.After(Verdict);
            }
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the response", exception);
        }
    }

    private static Verdict? Judged<T>(T value, ResponseReader<T> reader)
    {
        var response = new LlmResponse();
        reader(response, value);
        return response.Verdict;
    }

    /// <summary>Records that the caller left a stream before its end.</summary>
    internal void Abandon() => Extras.IsIncomplete = true;

    private async ValueTask Await(ValueTask task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception) when (Fail(exception))
        {
            throw BudgetExceeded(exception);
        }
        finally
        {
            End();
        }
    }

    private async ValueTask<T> Await<T>(ValueTask<T> task, ResultReaders<T> readers)
    {
        try
        {
            var value = await task.ConfigureAwait(false);
            Read(value, readers);
            return value;
        }
        catch (Exception exception) when (Fail(exception))
        {
            throw BudgetExceeded(exception);
        }
        finally
        {
            End();
        }
    }

    private async Task<TValue> AwaitValue<T, TValue>(Task<T> task, Func<T, TValue> value, ResponseReader<T>? reader)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            Read(result, new(reader, null));
            return value(result);
        }
        catch (Exception exception) when (Fail(exception))
        {
            throw BudgetExceeded(exception);
        }
        finally
        {
            End();
        }
    }
}
