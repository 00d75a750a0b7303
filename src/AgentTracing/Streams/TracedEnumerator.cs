using System.Collections;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Enumerates a sequence inside its operation's span.</summary>
internal sealed class TracedEnumerator<T>(
    IEnumerator<T> inner, StreamOperation operation, ResultReaders<T> readers, StreamPart part = StreamPart.Whole) : IEnumerator<T>
{
    public T Current => inner.Current;

    object? IEnumerator.Current => inner.Current;

    public bool MoveNext()
    {
        if (operation.IsEnded)
            return inner.MoveNext();

        operation.Enter();
        try
        {
            var moved = inner.MoveNext();
            operation.Stepped(part, moved, inner, readers);
            return moved;
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.EndIfFailed();
            operation.Leave();
        }
    }

    public void Reset() => inner.Reset();

    public void Dispose()
    {
        if (operation.IsEnded || !operation.IsBegun)
        {
            GC.SuppressFinalize(operation);
            inner.Dispose();
            return;
        }

        operation.Enter();
        try
        {
            inner.Dispose();
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.Disposed(part);
            operation.Leave();
        }
    }
}
