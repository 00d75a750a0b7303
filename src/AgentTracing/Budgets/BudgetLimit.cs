namespace AgentTracing;

/// <summary>The limits of an <see cref="AgentBudget"/>.</summary>
public enum BudgetLimit
{
    /// <summary><see cref="AgentBudget.MaxCostUsd"/>; <c>cost</c> in telemetry.</summary>
    Cost,

    /// <summary><see cref="AgentBudget.MaxTokens"/>; <c>tokens</c> in telemetry.</summary>
    Tokens,

    /// <summary><see cref="AgentBudget.MaxLlmCalls"/>; <c>llm_calls</c> in telemetry.</summary>
    LlmCalls,

    /// <summary><see cref="AgentBudget.MaxToolCalls"/>; <c>tool_calls</c> in telemetry.</summary>
    ToolCalls,

    /// <summary><see cref="AgentBudget.MaxRepeatedToolCalls"/>; <c>repeated_tool_calls</c> in telemetry.</summary>
    RepeatedToolCalls,

    /// <summary>A call without a price that <see cref="AgentBudget.OnUnpriced"/> denies; <c>unpriced</c> in telemetry.</summary>
    Unpriced,
}
