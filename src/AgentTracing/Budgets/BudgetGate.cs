using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>
/// Checks every budget around a call before it starts. If several deny the call, the exception is that of the outermost one, which stops
/// the most.
/// </summary>
internal static class BudgetGate
{
    private const string Admitted = "AgentTracing.Admitted";

    /// <summary>The shared list of calls without a budget; it is never changed.</summary>
    private static readonly List<BudgetState> None = [];

    /// <summary>Admits a model call or a tool execution, or throws.</summary>
    /// <exception cref="AgentBudgetExceededException">A budget denies it.</exception>
    internal static void Admit(Operation operation)
    {
        if (!Measuring.IsOn || operation.IsAggregate)
            return;

        if (operation.Llm is { } call)
            AdmitLlmCall(operation, call);
        else if (operation is { Aggregate: { } aggregate, RunOf: null })
            AdmitRun(operation, aggregate.Call);
        else if (operation is { Descriptor.Kind: OperationKind.Tool, Execution: null })
            AdmitToolCall(operation);
    }

    /// <summary>
    /// Admits a request of a client inside an agent, or throws. The agent's library makes it in code that is not intercepted.
    /// </summary>
    /// <param name="span">The span of the request.</param>
    /// <exception cref="AgentBudgetExceededException">A budget denies it.</exception>
    internal static void AdmitRound(Activity span)
    {
        if (!Measuring.IsOn)
            return;

        var around = AmbientContext.Current;
        var budgets = BudgetsFrom(around);
        if (budgets.Count == 0)
            return;

        var operation = around?.Operation;
        var calls = operation?.Llm ?? (operation?.RunOf ?? operation)?.Aggregate?.Call;
        AdmitLlmCall(budgets, calls?.TakeAdmission() == true, unpriced: null);
        span.SetCustomProperty(Admitted, new Admission());
    }

    /// <summary>Whether budgets counted a span's request when it started.</summary>
    internal static bool IsAdmitted(Activity span) => span.GetCustomProperty(Admitted) is not null;

    /// <summary>The exception of the outermost enclosing budget that has denied a call; null when none has.</summary>
    internal static AgentBudgetExceededException? ExceededAround(IAmbientNode? node)
    {
        if (!Measuring.IsOn)
            return null;

        foreach (var budget in BudgetsFrom(node))
        {
            if (budget.Exceeded(null) is { } exceeded)
                return exceeded;
        }

        return null;
    }

    /// <summary>Whether a budget around a tool compares its arguments.</summary>
    internal static bool ComparesArguments(Operation operation)
        => Measuring.IsOn
            && operation is { Descriptor.Kind: OperationKind.Tool, Execution: null }
            && BudgetsAround(operation).Exists(static budget => budget.Limits.MaxRepeatedToolCalls is not null);

    /// <summary>Admits a tool execution with its arguments, or throws.</summary>
    /// <param name="operation">The tool.</param>
    /// <param name="arguments">Its arguments by name, each as JSON.</param>
    /// <exception cref="AgentBudgetExceededException">A budget denies it.</exception>
    internal static void AdmitArguments(Operation operation, IReadOnlyList<(string Name, string Json)> arguments)
    {
        var digest = ArgumentsDigest.Of(arguments);
        foreach (var budget in BudgetsAround(operation))
        {
            if (budget.AdmitRepetition(operation.Descriptor.Name, digest) is { } breach)
                throw budget.Exceed(breach);
        }
    }

    private static void AdmitLlmCall(Operation operation, LlmCall call)
    {
        var budgets = BudgetsAround(operation);
        if (budgets.Count == 0)
            return;

        // A call that passes through several layers is counted for the outermost one, before the first request. A poll does not call a
        // model.
        AdmitLlmCall(budgets, call.Request is { IsPoll: true } || OperationRecorder.EnclosingCall(operation)?.TakeAdmission() == true || IsRoundAdmitted(operation), UnpricedModel(operation, call));
        call.GiveAdmission();
    }

    private static void AdmitLlmCall(List<BudgetState> budgets, bool isCounted, string? unpriced)
    {
        for (var i = 0; i < budgets.Count; i++)
        {
            if (budgets[i].AdmitLlmCall(isCounted, unpriced) is not { } breach)
                continue;

            for (var admitted = 0; admitted < i && !isCounted; admitted++)
                budgets[admitted].ReturnLlmCall();
            throw budgets[i].Exceed(breach);
        }
    }

    /// <summary>Whether the call is a request of an agent's client that was counted already. Returns true once for each request.</summary>
    private static bool IsRoundAdmitted(Operation operation)
    {
        var end = operation.Parent?.Activity ?? operation.Parent?.Outside;
        for (var span = operation.Outside; span is not null && !ReferenceEquals(span, end); span = span.Parent)
        {
            if (span.GetCustomProperty(Admitted) is Admission admission)
                return admission.Take();
        }

        return false;
    }

    /// <summary>
    /// Admits a run of an agent whose library makes the calls, or throws: the run must not start if no further call is allowed.
    /// </summary>
    private static void AdmitRun(Operation operation, LlmCall calls)
    {
        if (calls.Request is { IsPoll: true })
        {
            calls.GiveAdmission();
            return;
        }

        foreach (var budget in BudgetsAround(operation))
        {
            if (budget.Exhausted() is { } breach)
                throw budget.Exceed(breach);
        }
    }

    private static void AdmitToolCall(Operation operation)
    {
        var budgets = BudgetsAround(operation);
        for (var i = 0; i < budgets.Count; i++)
        {
            if (budgets[i].AdmitToolCall() is not { } breach)
                continue;

            for (var admitted = 0; admitted < i; admitted++)
                budgets[admitted].ReturnToolCall();
            throw budgets[i].Exceed(breach);
        }
    }

    /// <summary>
    /// The model if it certainly has no price: provider and model are known, and the name is that of a model. Azure deployments have
    /// arbitrary names, and routers choose another model, so their price is known only with the response.
    /// </summary>
    private static string? UnpricedModel(Operation operation, LlmCall call)
        => call is { RequestModel: { } model, Provider: { } provider }
            && !provider.StartsWith("az", StringComparison.Ordinal)
            && provider is not ProviderNames.OpenRouter
            && PriceBook.Default.Resolve(provider, model).Match == PriceMatch.None
            && OperationRecorder.EnclosingCall(operation) is null
                ? model
                : null;

    /// <summary>The budgets in force around an operation, the outermost first.</summary>
    private static List<BudgetState> BudgetsAround(Operation operation)
    {
        var isRemote = false;
        return BudgetsFrom(operation.Around(ref isRemote), isRemote);
    }

    private static List<BudgetState> BudgetsFrom(IAmbientNode? node, bool isRemote = false)
    {
        List<BudgetState>? budgets = null;
        for (; node is not null; node = node.Accountable(ref isRemote))
        {
            if (node is { IsClosed: false, Budget: { } budget })
                (budgets ??= new(2)).Add(budget);
        }

        budgets?.Reverse();
        return budgets ?? None;
    }

    /// <summary>Marks a request as counted, for the first call that makes it.</summary>
    private sealed class Admission
    {
        private int _isTaken;

        internal bool Take() => Interlocked.Exchange(ref _isTaken, 1) == 0;
    }
}
