namespace AgentTracing;

/// <summary>
/// Base of the attributes of runs, whose inner operations are summed and may be limited. The limits apply to each run, sub-agents included,
/// with or without a listener. A call that would exceed a limit is not made: the token of the implementation is cancelled, and the caller
/// gets <see cref="AgentBudgetExceededException"/>.
/// </summary>
public abstract class RunAttribute : OperationAttribute
{
    private protected RunAttribute(string? name)
        : base(name)
    {
    }

    /// <summary>
    /// Cost in USD at which no further call is made; NaN for no limit, the default. See <see cref="AgentBudget.MaxCostUsd"/>.
    /// </summary>
    public double MaxCostUsd { get; set; } = double.NaN;

    /// <summary>Tokens, input and output together, at which no further call is made; 0 for no limit, the default.</summary>
    public long MaxTokens { get; set; }

    /// <summary>Model calls; 0 for no limit, the default.</summary>
    public long MaxLlmCalls { get; set; }

    /// <summary>Executions of tools; 0 for no limit, the default.</summary>
    public long MaxToolCalls { get; set; }

    /// <summary>
    /// Maximum number of calls of one tool with equal arguments; 0 for no limit, the default. See
    /// <see cref="AgentBudget.MaxRepeatedToolCalls"/>.
    /// </summary>
    public int MaxRepeatedToolCalls { get; set; }

    /// <summary>
    /// The handling of calls without a price if <see cref="MaxCostUsd"/> is set. Default: <see cref="UnpricedCalls.Deny"/>.
    /// </summary>
    public UnpricedCalls OnUnpriced { get; set; }
}
