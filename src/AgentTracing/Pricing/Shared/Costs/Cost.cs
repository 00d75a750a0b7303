namespace AgentTracing;

/// <summary>The exact cost of one LLM call, without rounding.</summary>
public readonly record struct Cost
{
    /// <summary>US dollars. Zero, which must not be reported, when <see cref="Status"/> is Unpriced or Invalid.</summary>
    public decimal Usd { get; init; }

    /// <summary>The source of the cost, or the reason why there is none.</summary>
    public CostStatus Status { get; init; }

    /// <summary>The price entry, as <c>provider/id</c>; <see langword="null"/> when there is none.</summary>
    public string? EntryId { get; init; }
}
