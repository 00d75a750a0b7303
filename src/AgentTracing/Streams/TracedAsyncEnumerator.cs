using System.Runtime.CompilerServices;
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

/// <summary>Enumerates a stream inside its operation's span.</summary>
internal sealed class TracedAsyncEnumerator<T>(
    IAsyncEnumerator<T> inner, StreamOperation operation, ResultReaders<T> readers, StreamPart part = StreamPart.Whole) : IAsyncEnumerator<T>
{
    public T Current => inner.Current;

    public ValueTask<bool> MoveNextAsync()
    {
        if (operation.IsEnded)
            return inner.MoveNextAsync();

        operation.Enter();
        try
        {
            var step = StartStep();
            if (!step.IsCompletedSuccessfully)
                return AwaitStep(step);

            var moved = step.Result;
            operation.Stepped(part, moved, inner, readers, waited: false);
            return new ValueTask<bool>(moved);
        }
        finally
        {
            operation.Leave();
        }
    }

    public ValueTask DisposeAsync()
    {
        if (operation.IsEnded || !operation.IsBegun)
            return DisposeInner();

        operation.Enter();
        try
        {
            return DisposeInside();
        }
        finally
        {
            operation.Leave();
        }
    }

    private ValueTask<bool> StartStep()
    {
        try
        {
            return inner.MoveNextAsync();
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.EndIfFailed();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> AwaitStep(ValueTask<bool> step)
    {
        try
        {
            var moved = await step.ConfigureAwait(false);
            operation.Stepped(part, moved, inner, readers, waited: true);
            return moved;
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.EndIfFailed();
        }
    }

    private async ValueTask DisposeInside()
    {
        try
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.Disposed(part);
        }
    }

    private ValueTask DisposeInner()
    {
        GC.SuppressFinalize(operation);
        return inner.DisposeAsync();
    }
}
