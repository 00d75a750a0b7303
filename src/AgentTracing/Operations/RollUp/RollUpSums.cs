namespace AgentTracing;

/// <summary>The sums of a <see cref="RollUp"/> at one moment.</summary>
internal struct RollUpSums
{
    internal long InputTokens;
    internal long OutputTokens;
    internal TokenUsage Usage;
    internal decimal Cost;
    internal decimal ToolCost;
    internal long ToolCosts;
    internal long PricedCalls;
    internal long UnpricedCalls;
    internal long UnmeasuredCalls;
    internal long LlmCalls;
    internal long ToolCalls;
    internal long OwnLlmCalls;
    internal long OwnToolCalls;

    /// <summary>Whether there is a cost: of a model call, a tool, or a recorded one.</summary>
    internal readonly bool HasCost => PricedCalls + ToolCosts > 0;

    /// <summary>The part of tool executions.</summary>
    internal readonly RollUpSums OfTools => new() { Cost = ToolCost, ToolCost = ToolCost, ToolCosts = ToolCosts, ToolCalls = ToolCalls };

    /// <summary>The part of model calls.</summary>
    internal readonly RollUpSums OfModels => this with { Cost = Cost - ToolCost, ToolCost = 0, ToolCosts = 0, ToolCalls = 0, OwnToolCalls = 0 };

    /// <summary>Adds a model call, or the usage of one.</summary>
    internal void Add(in LlmCharge charge, bool isUnmeasured)
    {
        var usd = charge.Usd;
        LlmCalls++;
        InputTokens += charge.Usage.TotalInput;
        OutputTokens += charge.Usage.TotalOutput;
        if (charge.HasValidUsage)
            Usage += charge.Usage;
        Cost += usd ?? 0;
        PricedCalls += usd is null ? 0 : 1;
        UnpricedCalls += charge.IsUnpriced ? 1 : 0;
        UnmeasuredCalls += isUnmeasured ? 1 : 0;
    }

    /// <summary>Removes a call with unknown usage.</summary>
    internal void RemoveUnmeasured()
    {
        LlmCalls--;
        UnmeasuredCalls--;
    }

    /// <summary>Adds one request of a call with requests to several models; the call itself is counted for the first of them.</summary>
    internal void Add(in BilledInference inference, bool isFirst)
    {
        LlmCalls += isFirst ? 1 : 0;
        PricedCalls += isFirst ? 1 : 0;
        InputTokens += inference.Usage.TotalInput;
        OutputTokens += inference.Usage.TotalOutput;
        Usage += inference.Usage;
        Cost += inference.Cost.Usd;
    }

    /// <summary>Adds other sums, except for those of the agent's own calls.</summary>
    internal void Add(in RollUpSums other)
    {
        InputTokens += other.InputTokens;
        OutputTokens += other.OutputTokens;
        Usage += other.Usage;
        Cost += other.Cost;
        ToolCost += other.ToolCost;
        ToolCosts += other.ToolCosts;
        PricedCalls += other.PricedCalls;
        UnpricedCalls += other.UnpricedCalls;
        UnmeasuredCalls += other.UnmeasuredCalls;
        LlmCalls += other.LlmCalls;
        ToolCalls += other.ToolCalls;
    }
}
