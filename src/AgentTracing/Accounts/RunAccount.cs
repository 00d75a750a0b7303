namespace AgentTracing;

/// <summary>
/// Usage and cost of a run, up to the moment of reading. Immutable. The sums equal those of metrics and of the roll-up on spans, and do not
/// depend on listeners, exporters or sampling.
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

    /// <summary>Model calls, each counted once regardless of the layers that it passes through.</summary>
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
    /// Cost in USD of the model calls and of tools with a cost. It is a lower bound when <see cref="IsComplete"/> is false.
    /// </summary>
    public decimal CostUsd { get; }

    /// <summary>
    /// Calls with a known usage but an unknown price, or with a contradictory usage. They add nothing to <see cref="CostUsd"/>.
    /// </summary>
    public long UnpricedCalls { get; }

    /// <summary>Calls that may have been billed although no usage was reported: responses without usage, and interrupted calls.</summary>
    public long UnmeasuredCalls { get; }

    /// <summary>Whether <see cref="CostUsd"/> is the whole cost: no call is unpriced or unmeasured.</summary>
    public bool IsComplete => UnpricedCalls == 0 && UnmeasuredCalls == 0;

    /// <summary>
    /// The same by model: the requested model, else that of the response. Executions of tools belong to no model. These accounts are
    /// not divided further.
    /// </summary>
    public IReadOnlyDictionary<string, RunAccount> ByModel { get; }

    /// <summary>
    /// The same by the agent, or else the workflow, in which the call was made; a sub-agent's calls count for the sub-agent. Calls outside
    /// of all agents and workflows are not included. These accounts are not divided further.
    /// </summary>
    public IReadOnlyDictionary<string, RunAccount> ByAgent { get; }
}
