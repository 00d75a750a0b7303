using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>An open <see cref="AgentTrace.BeginBudget"/>.</summary>
internal sealed class BudgetScope : IAmbientNode, IDisposable
{
    private readonly IAmbientNode? _outer;
    private readonly BudgetState _budget;
    private int _closed;

    private BudgetScope(IAmbientNode? outer, BudgetState budget)
    {
        _outer = outer;
        _budget = budget;
    }

    IAmbientNode? IAmbientNode.Outer => _outer;

    Operation? IAmbientNode.Operation => _outer?.Operation;

    TraceScope? IAmbientNode.Scope => _outer?.Scope;

    bool IAmbientNode.IsClosed => Volatile.Read(ref _closed) != 0;

    RollUp? IAmbientNode.RollUp => _budget.RollUp;

    BudgetState? IAmbientNode.Budget => _budget;

    internal static BudgetScope Open(AgentBudget limits)
    {
        var outer = AmbientContext.Current;
        var scope = new BudgetScope(outer, new BudgetState(limits, new RollUp(), name: null, outer?.Operation));
        scope._budget.Open(default);
        AmbientContext.Current = scope;
        return scope;
    }

    /// <summary>Ends the budget, in any order and on any thread.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;

        _budget.Close();
        AmbientContext.Current = AmbientContext.Current;
    }
}
