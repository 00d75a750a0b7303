namespace AgentTracing;

/// <summary>What one LLM call cost, exactly: no rounding.</summary>
public readonly record struct Cost
{
    /// <summary>US dollars. Zero, and not to be reported, where <see cref="Status"/> is Unpriced or Invalid.</summary>
    public decimal Usd { get; init; }

    /// <summary>What the figure rests on, or why there is none.</summary>
    public CostStatus Status { get; init; }

    /// <summary>The price entry, as <c>provider/id</c>; <see langword="null"/> where there is none.</summary>
    public string? EntryId { get; init; }
}
