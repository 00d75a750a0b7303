namespace AgentTracing;

/// <summary>The sums of a <see cref="RollUp"/> at one moment.</summary>
internal struct RollUpSums
{
    internal long InputTokens;
    internal long OutputTokens;
    internal decimal Cost;
    internal long PricedCalls;
    internal long UnpricedCalls;
    internal long LlmCalls;
    internal long ToolCalls;
    internal long OwnLlmCalls;
    internal long OwnToolCalls;
}
