namespace AgentTracing;

/// <summary>
/// What a run consumed and cost, up to the moment it was read. Immutable. It is the same sum that metrics and the roll-up on spans show, and does
/// not depend on listeners, exporters or sampling.
/// </summary>
public sealed class RunAccount
{
    private static readonly Dictionary<string, RunAccount> None = [];

    internal RunAccount(in RollUpSums sums, IReadOnlyDictionary<string, RunAccount>? byModel = null, IReadOnlyDictionary<string, RunAccount>? byAgent = null)
    {
        LlmCalls = sums.LlmCalls;
        ToolCalls = sums.ToolCalls;
        Usage = sums.Usage;
        InputTokens = sums.InputTokens;
        OutputTokens = sums.OutputTokens;
        CostUsd = sums.Cost;
        UnpricedCalls = sums.UnpricedCalls;
        UnmeasuredCalls = sums.UnmeasuredCalls;
        ByModel = byModel ?? None;
        ByAgent = byAgent ?? None;
    }

    /// <summary>Calls of models, each counted once however many layers it passes through.</summary>
    public long LlmCalls { get; }

    /// <summary>Executions of tools.</summary>
    public long ToolCalls { get; }

    /// <summary>Tokens by bucket. A call whose figures contradict each other adds none.</summary>
    public TokenUsage Usage { get; }

    /// <summary>Tokens on the input side, cached ones included.</summary>
    public long InputTokens { get; }

    /// <summary>Tokens on the output side, reasoning included.</summary>
    public long OutputTokens { get; }

    /// <summary>
    /// Cost in USD of the calls of models and of the tools that have a cost. It is a lower bound where <see cref="IsComplete"/> is false.
    /// </summary>
    public decimal CostUsd { get; }

    /// <summary>Calls whose usage is known and whose price is not, or whose usage contradicts itself. They add nothing to <see cref="CostUsd"/>.</summary>
    public long UnpricedCalls { get; }

    /// <summary>Calls that may have been billed although no usage was reported: answers without usage, and calls broken off in the middle.</summary>
    public long UnmeasuredCalls { get; }

    /// <summary>Whether <see cref="CostUsd"/> is the whole cost: no call is unpriced or unmeasured.</summary>
    public bool IsComplete => UnpricedCalls == 0 && UnmeasuredCalls == 0;

    /// <summary>
    /// The same by model: the model that was asked for, else the one that answered. Executions of tools belong to no model. The accounts in it have no
    /// further division.
    /// </summary>
    public IReadOnlyDictionary<string, RunAccount> ByModel { get; }

    /// <summary>
    /// The same by the agent, or else the workflow, in which the call was made; a sub-agent's calls are its own. What is in none is left out. The
    /// accounts in it have no further division.
    /// </summary>
    public IReadOnlyDictionary<string, RunAccount> ByAgent { get; }
}
