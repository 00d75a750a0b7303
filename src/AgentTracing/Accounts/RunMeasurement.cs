using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// An open <see cref="AgentTrace.Measure"/>: sums the usage of the code inside it, annotated or not, on all threads. While one is open,
/// operations are counted even without a listener.
/// </summary>
/// <example>
/// <code>
/// using var run = AgentTrace.Measure();
/// await agent.PlaceOrderAsync(request);
/// Console.WriteLine($"{run.Account.CostUsd} USD, complete: {run.Account.IsComplete}");
/// </code>
/// </example>
public sealed class RunMeasurement : IDisposable, IAmbientNode
{
    private readonly IAmbientNode? _outer;
    private readonly RollUp _rollUp = new();
    private int _closed;

    private RunMeasurement(IAmbientNode? outer) => _outer = outer;

    /// <summary>The usage so far; after <see cref="Dispose"/>, the usage until then.</summary>
    public RunAccount Account => _rollUp.ToAccount();

    IAmbientNode? IAmbientNode.Outer => _outer;

    Operation? IAmbientNode.Operation => _outer?.Operation;

    TraceScope? IAmbientNode.Scope => _outer?.Scope;

    bool IAmbientNode.IsClosed => Volatile.Read(ref _closed) != 0;

    RollUp? IAmbientNode.RollUp => _rollUp;

    /// <summary>Opens a measurement around the code that follows.</summary>
    internal static RunMeasurement Open()
    {
        Measuring.Begin();
        var measurement = new RunMeasurement(AmbientContext.Current);
        AmbientContext.Current = measurement;
        return measurement;
    }

    /// <summary>
    /// Ends the measurement, in any order and on any thread; operations that end later are not included. Further calls do nothing.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;

        Measuring.End();
        AmbientContext.Current = AmbientContext.Current;
    }
}
