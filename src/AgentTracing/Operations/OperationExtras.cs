namespace AgentTracing;

/// <summary>What few operations have, so that the others need not be larger for it.</summary>
internal sealed class OperationExtras
{
    /// <summary>What <see cref="AgentTrace"/> shows of the operation.</summary>
    internal AgentOperation? Facade { get; set; }

    /// <summary>What an evaluator or a guardrail returned.</summary>
    internal Verdict? Verdict { get; set; }

    /// <summary>The metrics that evaluators inside have recorded already, by reference.</summary>
    internal HashSet<object>? Scored { get; set; }

    /// <summary>The budget of the operation.</summary>
    internal BudgetState? Budget { get; set; }

    /// <summary>The token of an enumeration.</summary>
    internal CancellationToken Enumeration { get; set; }

    /// <summary>What is recorded that a tool cost, in USD.</summary>
    internal decimal? ToolUsd { get; set; }

    /// <summary>Who says so.</summary>
    internal string? ToolCostSource { get; set; }
}
