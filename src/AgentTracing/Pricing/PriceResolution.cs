namespace AgentTracing;

/// <summary>The price entry of a provider and a model.</summary>
public readonly record struct PriceResolution
{
    /// <summary>How the model was matched.</summary>
    public PriceMatch Match { get; init; }

    /// <summary>The entry, as <c>provider/id</c>; <see langword="null"/> for <see cref="PriceMatch.None"/>.</summary>
    public string? EntryId { get; init; }
}
