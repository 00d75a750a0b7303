namespace AgentTracing;

/// <summary>
/// Sums over what happens inside a workflow, an agent or a task. Exact under any concurrency.
/// </summary>
internal sealed class RollUp
{
    private readonly object _gate = new();
    private RollUpSums _sums;

    /// <summary>Adds one call of a model.</summary>
    /// <param name="usage">Its usage, where it was reported.</param>
    /// <param name="cost">Its cost in USD, where the model has a price.</param>
    /// <param name="unpriced">Whether it has usage but no price.</param>
    /// <param name="own">Whether no other agent stands between this one and the call.</param>
    internal void AddLlmCall(in TokenUsage? usage, decimal? cost, bool unpriced, bool own)
    {
        lock (_gate)
        {
            _sums.InputTokens += usage?.TotalInput ?? 0;
            _sums.OutputTokens += usage?.TotalOutput ?? 0;
            _sums.Cost += cost ?? 0;
            _sums.PricedCalls += cost is null ? 0 : 1;
            _sums.UnpricedCalls += unpriced ? 1 : 0;
            _sums.LlmCalls++;
            _sums.OwnLlmCalls += own ? 1 : 0;
        }
    }

    /// <summary>Adds one execution of a tool.</summary>
    /// <param name="own">Whether no other agent stands between this one and the tool.</param>
    internal void AddToolCall(bool own)
    {
        lock (_gate)
        {
            _sums.ToolCalls++;
            _sums.OwnToolCalls += own ? 1 : 0;
        }
    }

    /// <summary>The sums so far.</summary>
    internal RollUpSums Read()
    {
        lock (_gate)
            return _sums;
    }
}
