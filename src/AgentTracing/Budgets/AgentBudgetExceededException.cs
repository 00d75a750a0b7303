namespace AgentTracing;

/// <summary>
/// Thrown when a budget denies a call: instead of the call, and again by the agent with the budget, because a framework in between may turn
/// the first exception into a message to the model.
/// </summary>
public class AgentBudgetExceededException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="limit">The limit that was reached.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="account">The usage when the call was denied.</param>
    /// <param name="agentName">The agent, workflow or task with the budget; null for <see cref="AgentTrace.BeginBudget"/>.</param>
    /// <param name="message">The denied call and the reason.</param>
    /// <param name="innerException">The exception of the agent when it was stopped; null when the call itself was denied.</param>
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

    /// <summary>The usage when the call was denied.</summary>
    public RunAccount Account { get; }

    /// <summary>The agent, workflow or task with the budget; null for <see cref="AgentTrace.BeginBudget"/>.</summary>
    public string? AgentName { get; }

    /// <summary>The budget in force that denied the call.</summary>
    internal BudgetState? State { get; init; }
}
