using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests;

/// <summary>Hand-written code that equals the code generated for annotated methods.</summary>
internal static class Traced
{
    internal static T Sync<T>(OperationDescriptor descriptor, Func<T> core, ResponseReader<T>? reader = null, OperationInput? input = null)
    {
        if (!AgentTelemetry.IsEnabled)
            return core();

        using var operation = input is null ? descriptor.Start() : descriptor.Start(input);
        try
        {
            return operation.Complete(core(), reader);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    internal static Task<T> Async<T>(
        OperationDescriptor descriptor, Func<Task<T>> core, CancellationToken cancellationToken = default, ResponseReader<T>? reader = null)
    {
        if (!AgentTelemetry.IsEnabled)
            return core();

        using var operation = descriptor.Start(cancellationToken);
        try
        {
            return operation.Track(core(), reader);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    /// <summary>A run with a budget.</summary>
    internal static Task<T> Run<T>(OperationDescriptor descriptor, Func<CancellationToken, Task<T>> core, CancellationToken cancellationToken = default)
    {
        using var operation = descriptor.Start(cancellationToken);
        cancellationToken = operation.Link(cancellationToken);
        try
        {
            return operation.Track(core(cancellationToken));
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw operation.BudgetExceeded(exception);
        }
    }

    internal static ValueTask<T> Value<T>(OperationDescriptor descriptor, Func<ValueTask<T>> core)
    {
        if (!AgentTelemetry.IsEnabled)
            return core();

        using var operation = descriptor.Start();
        try
        {
            return operation.Track(core());
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    /// <summary>An implementation that returns an iterator but is not one.</summary>
    internal static IAsyncEnumerable<T> Stream<T>(OperationDescriptor descriptor, Func<IAsyncEnumerable<T>> core, ResponseReader<T>? reader = null)
    {
        if (!AgentTelemetry.IsEnabled)
            return core();

        using var operation = descriptor.Start();
        try
        {
            return operation.Track(core(), reader);
        }
        catch (Exception exception) when (operation.Fail(exception))
        {
            throw;
        }
    }

    /// <summary>Numbers from 1. Each step first runs the given action, and awaits if asked to.</summary>
    internal static async IAsyncEnumerable<int> Numbers(
        int count, Action<int>? step = null, bool yielding = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 1; i <= count; i++)
        {
            if (yielding)
                await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            step?.Invoke(i);
            yield return i;
        }
    }

    /// <summary>Enumerates synchronously available elements, without an await.</summary>
    internal static void StepThrough(IAsyncEnumerator<int> enumerator)
    {
        for (var moved = true; moved;)
        {
            var step = enumerator.MoveNextAsync();
            Assert.True(step.IsCompletedSuccessfully);
            moved = step.Result;
        }
    }
}
