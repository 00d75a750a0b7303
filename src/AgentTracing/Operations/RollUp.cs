namespace AgentTracing;

/// <summary>
/// Sums over what happens inside a workflow, an agent or a task. Exact under any concurrency.
/// </summary>
internal sealed class RollUp
{
    private readonly object _gate = new();
    private RollUpSums _sums;

    /// <summary>Adds one call of a model.</summary>
    /// <param name="account">What it comes to.</param>
    /// <param name="own">Whether no other agent stands between this one and the call.</param>
    internal void AddLlmCall(in LlmCallAccount account, bool own)
    {
        var usd = account.Usd;
        lock (_gate)
        {
            _sums.InputTokens += account.Usage.TotalInput;
            _sums.OutputTokens += account.Usage.TotalOutput;
            _sums.Cost += usd ?? 0;
            _sums.PricedCalls += usd is null ? 0 : 1;
            _sums.UnpricedCalls += account.IsUnpriced ? 1 : 0;
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
