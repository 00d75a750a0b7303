using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Follows runs that go on after the call that started them, such as a workflow whose events are watched: the operation ends with the events, or when the run is
/// no longer referenced.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RunTrace
{
    private static readonly ConditionalWeakTable<object, StreamOfRun> Runs = [];

    /// <summary>Traces the events of a run. The first enumeration ends the operation; further ones are the caller's alone.</summary>
    /// <typeparam name="T">Type of the events.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="events">Its events.</param>
    /// <param name="failure">Gives the exception of an event that says that the run failed; null for other events.</param>
    /// <param name="cancellationToken">The caller's token: where it is cancelled, the events just end.</param>
    /// <returns>The same events.</returns>
    public static IAsyncEnumerable<T> Watch<T>(object run, IAsyncEnumerable<T> events, Func<T, Exception?> failure, CancellationToken cancellationToken)
    {
        if (!Runs.TryGetValue(run, out var source))
            return events;

        source.Operation.ObserveCancellation(cancellationToken);
        return new TracedAsyncEnumerable<T>(Told(source.Operation, events, failure, cancellationToken), source, default);
    }

    /// <summary>Follows a call that works a run off.</summary>
    /// <param name="run">The run.</param>
    /// <param name="work">Makes the call. It is given what takes note of the exception of an event that says that the run failed; null is ignored.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <returns>A task that ends as the call does.</returns>
    public static ValueTask Finish(object run, Func<Action<Exception?>, ValueTask> work, CancellationToken cancellationToken)
        => Runs.TryGetValue(run, out var source) && source.Take() is { } operation ? FinishAsync(operation, work, cancellationToken) : work(static _ => { });

    /// <summary>Takes note of a run that an operation has started.</summary>
    internal static void Begin(object run, Operation operation) => Runs.AddOrUpdate(run, new StreamOfRun(operation));

    private static async ValueTask FinishAsync(Operation operation, Func<Action<Exception?>, ValueTask> work, CancellationToken cancellationToken)
    {
        operation.ObserveCancellation(cancellationToken);
        operation.MakeCurrent();
        try
        {
            await work(exception => Fail(operation, exception)).ConfigureAwait(false);
            FailWhereCancelled(operation, cancellationToken);
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

    private static async IAsyncEnumerable<T> Told<T>(
        Operation operation, IAsyncEnumerable<T> events, Func<T, Exception?> failure, CancellationToken caller, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var told in events.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Fail(operation, failure(told));
            yield return told;
        }

        FailWhereCancelled(operation, caller);
        FailWhereCancelled(operation, cancellationToken);
    }

    private static void Fail(Operation operation, Exception? exception)
    {
        if (exception is not null)
            operation.Fail(exception);
    }

    private static void FailWhereCancelled(Operation operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            operation.Fail(new OperationCanceledException(cancellationToken));
    }
}
