using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Tracks runs that continue after the call that started them, such as a workflow whose events are watched. The operation ends with the
/// events, or when the run is no longer referenced.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunTrace
{
    private static readonly ConditionalWeakTable<object, StreamOfRun> Runs = [];

    /// <summary>Traces the events of a run. The first enumeration ends the operation; further ones are not traced.</summary>
    /// <typeparam name="T">Type of the events.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="events">Its events.</param>
    /// <param name="failure">Returns the exception of an event that reports a failure of the run; null for other events.</param>
    /// <param name="cancellationToken">The caller's token: when it is cancelled, the events end without an exception.</param>
    /// <returns>The same events.</returns>
    public static IAsyncEnumerable<T> Watch<T>(object run, IAsyncEnumerable<T> events, Func<T, Exception?> failure, CancellationToken cancellationToken)
    {
        if (!Runs.TryGetValue(run, out var source))
            return events;

        source.Operation.ObserveCancellation(cancellationToken);
        return new TracedAsyncEnumerable<T>(ObserveFailures(source.Operation, events, failure, cancellationToken), source, default);
    }

    /// <summary>Tracks a call that runs a run to completion.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">Makes the call. Its argument records the exception of an event that reports a failure; null is ignored.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task with the outcome of the call.</returns>
    public static ValueTask Finish(object run, Func<Action<Exception?>, ValueTask> work, CancellationToken cancellationToken)
        => Runs.TryGetValue(run, out var source) && source.Take() is { } operation ? FinishAsync(operation, work, cancellationToken) : work(static _ => { });

    /// <summary>Registers a run that an operation has started.</summary>
    internal static void Begin(object run, Operation operation) => Runs.AddOrUpdate(run, new StreamOfRun(operation));

    private static async ValueTask FinishAsync(Operation operation, Func<Action<Exception?>, ValueTask> work, CancellationToken cancellationToken)
    {
        operation.ObserveCancellation(cancellationToken);
        operation.MakeCurrent();
        try
        {
            await work(exception => Fail(operation, exception)).ConfigureAwait(false);
            FailIfCancelled(operation, cancellationToken);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
        finally
        {
            operation.End();
        }
    }

    private static async IAsyncEnumerable<T> ObserveFailures<T>(
        Operation operation, IAsyncEnumerable<T> events, Func<T, Exception?> failure, CancellationToken caller, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Fail(operation, failure(item));
            yield return item;
        }

        FailIfCancelled(operation, caller);
        FailIfCancelled(operation, cancellationToken);
    }

    private static void Fail(Operation operation, Exception? exception)
    {
        if (exception is not null)
            operation.Fail(exception);
    }

    private static void FailIfCancelled(Operation operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            operation.Fail(new OperationCanceledException(cancellationToken));
    }
}
