namespace AgentTracing;

/// <summary>
/// A budget denies a call. It is thrown where the call would have been made, and by the agent whose budget it is, even where a framework in
/// between turned the first one into a message to the model.
/// </summary>
public class AgentBudgetExceededException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="limit">The limit that was reached.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="account">What was consumed when the call was denied.</param>
    /// <param name="agentName">The agent, workflow or task whose budget it is; null for <see cref="AgentTrace.BeginBudget"/>.</param>
    /// <param name="message">What was denied, and why.</param>
    /// <param name="innerException">What the agent threw when it was stopped; null where the call itself was denied.</param>
    internal AgentBudgetExceededException(
        BudgetLimit limit, AgentBudget budget, RunAccount account, string? agentName, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Limit = limit;
        Budget = budget;
        Account = account;
        AgentName = agentName;
    }

    /// <summary>The limit that was reached.</summary>
    public BudgetLimit Limit { get; }

    /// <summary>The budget.</summary>
    public AgentBudget Budget { get; }

    /// <summary>What was consumed when the call was denied.</summary>
    public RunAccount Account { get; }

    /// <summary>The agent, workflow or task whose budget it is; null for <see cref="AgentTrace.BeginBudget"/>.</summary>
    public string? AgentName { get; }

    /// <summary>The budget in force that denied the call.</summary>
    internal BudgetState? State { get; init; }
}
