using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Asks every budget around a call whether it may start. Where several deny it, the outermost one does: it stops the most.</summary>
internal static class BudgetGate
{
    /// <summary>Lets a call of a model or an execution of a tool start, or throws.</summary>
    /// <exception cref="AgentBudgetExceededException">A budget denies it.</exception>
    internal static void Admit(Operation operation)
    {
        if (!Measuring.IsOn || operation.IsAggregate)
            return;

        if (operation.Llm is { } call)
            AdmitLlmCall(operation, call);
        else if (operation is { Descriptor.Kind: OperationKind.Tool, Execution: null })
            AdmitToolCall(operation);
    }

    /// <summary>Whether a budget around a tool compares its arguments.</summary>
    internal static bool ComparesArguments(Operation operation)
    {
        if (!Measuring.IsOn || operation is not { Descriptor.Kind: OperationKind.Tool, Execution: null })
            return false;

        var isRemote = false;
        for (var node = operation.Around(ref isRemote); node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.Budget?.Limits.MaxRepeatedToolCalls is not null)
                return true;
        }

        return false;
    }

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

        // A call that passes through several layers is counted for the outermost of them, before the first request is made.
        var isCounted = OperationRecorder.EnclosingCall(operation)?.TakeAdmission() == true;
        var unpriced = UnpricedModel(operation, call);
        for (var i = 0; i < budgets.Count; i++)
        {
            if (budgets[i].AdmitLlmCall(isCounted, unpriced) is not { } breach)
                continue;

            for (var admitted = 0; admitted < i && !isCounted; admitted++)
                budgets[admitted].ReturnLlmCall();
            throw budgets[i].Exceed(breach);
        }

        call.GiveAdmission();
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
            && provider is not "openrouter"
            && PriceBook.Default.Resolve(provider, model).Match == PriceMatch.None
            && OperationRecorder.EnclosingCall(operation) is null
                ? model
                : null;

    /// <summary>The budgets in force around an operation, the outermost first.</summary>
    private static List<BudgetState> BudgetsAround(Operation operation)
    {
        var budgets = new List<BudgetState>(2);
        var isRemote = false;
        for (var node = operation.Around(ref isRemote); node is not null; node = node.Accountable(ref isRemote))
        {
            if (node.Budget is { } budget)
                budgets.Add(budget);
        }

        budgets.Reverse();
        return budgets;
    }
}
