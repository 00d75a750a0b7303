using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Sdks;

namespace AgentTracing;

/// <summary>Asks every budget around a call whether it may start. Where several deny it, the outermost one does: it stops the most.</summary>
internal static class BudgetGate
{
    private const string Admitted = "AgentTracing.Admitted";

    /// <summary>What is around most calls; nothing is ever added to it.</summary>
    private static readonly List<BudgetState> None = [];

    /// <summary>Lets a call of a model or an execution of a tool start, or throws.</summary>
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

    /// <summary>Lets a request that a client inside an agent makes start, or throws: the agent's library makes it out of our sight.</summary>
    /// <param name="span">The span that shows the request.</param>
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

    /// <summary>The exception of the outermost budget around that has denied a call; null where none has.</summary>
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

    /// <summary>Lets a tool be executed with its arguments, or throws.</summary>
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

        // A call that passes through several layers is counted for the outermost of them, before the first request is made. A poll asks no model.
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

    /// <summary>Whether the call is the request of an agent's client that was counted for it already; once.</summary>
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

    /// <summary>Lets a run of an agent start whose library makes the calls, or throws: where no further call may be made, it must not begin one.</summary>
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
    /// The model, where it is sure before the call that it has no price: provider and model are known, and the name is a model's. A deployment of Azure
    /// has a name of its own, and a router answers with another model: their price is known with the answer.
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

    /// <summary>That a request was counted, for the first call that makes it.</summary>
    private sealed class Admission
    {
        private int _isTaken;

        internal bool Take() => Interlocked.Exchange(ref _isTaken, 1) == 0;
    }
}
