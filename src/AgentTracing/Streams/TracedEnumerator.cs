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
