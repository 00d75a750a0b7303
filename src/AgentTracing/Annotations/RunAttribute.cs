namespace AgentTracing;

/// <summary>
/// Base of the attributes of operations that are runs: what happens inside is summed, and may be limited. The limits hold for each run, sub-agents
/// included, whether or not anybody listens. At a limit the call that would exceed it is not made, the token of the implementation is cancelled, and the
/// caller gets <see cref="AgentBudgetExceededException"/>.
/// </summary>
public abstract class RunAttribute : OperationAttribute
{
    private protected RunAttribute(string? name)
        : base(name)
    {
    }

    /// <summary>Cost in USD from which on no further call is made; NaN for no limit, the default. See <see cref="AgentBudget.MaxCostUsd"/>.</summary>
    public double MaxCostUsd { get; set; } = double.NaN;

    /// <summary>Tokens, input and output together, from which on no further call is made; 0 for no limit, the default.</summary>
    public long MaxTokens { get; set; }

    /// <summary>Calls of models; 0 for no limit, the default.</summary>
    public long MaxLlmCalls { get; set; }

    /// <summary>Executions of tools; 0 for no limit, the default.</summary>
    public long MaxToolCalls { get; set; }

    /// <summary>How often one tool may be called with equal arguments; 0 for no limit, the default. See <see cref="AgentBudget.MaxRepeatedToolCalls"/>.</summary>
    public int MaxRepeatedToolCalls { get; set; }

    /// <summary>What becomes of a call without a price where <see cref="MaxCostUsd"/> is set. Default: <see cref="UnpricedCalls.Deny"/>.</summary>
    public UnpricedCalls OnUnpriced { get; set; }
}
