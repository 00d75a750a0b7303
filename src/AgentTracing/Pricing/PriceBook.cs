namespace AgentTracing;

/// <summary>Prices of models. Empty until the catalogue lands: every model is unpriced.</summary>
internal sealed class PriceBook
{
    public static PriceBook Default { get; } = new();

    public bool TryGetCost(string? provider, string? model, in TokenUsage usage, in CostOptions options, out Cost cost)
    {
        cost = new Cost { Status = usage.IsValid ? CostStatus.Unpriced : CostStatus.Invalid };
        return false;
    }
}
