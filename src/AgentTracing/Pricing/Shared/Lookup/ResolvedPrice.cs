namespace AgentTracing.Pricing;

/// <summary>The price of a provider and a model.</summary>
/// <param name="Match">How the model was matched.</param>
/// <param name="Status">The status of costs by this price.</param>
/// <param name="EntryId">The entry, as <c>provider/id</c>.</param>
/// <param name="Entry">The entry; null for a model that only its provider declares free.</param>
/// <param name="Provider">The entry's provider.</param>
internal sealed record ResolvedPrice(PriceMatch Match, CostStatus Status, string? EntryId, PriceEntry? Entry, PriceProvider? Provider)
{
    /// <summary>Nothing was found.</summary>
    public static readonly ResolvedPrice None = new(PriceMatch.None, CostStatus.Unpriced, null, null, null);

    /// <summary>The model is listed as unpriced, so its price is not missing by mistake.</summary>
    public static readonly ResolvedPrice DeliberatelyNone = None with { IsDeliberate = true };

    /// <summary>The standard prices, if they depend on neither date nor hour, and there is no price for requests.</summary>
    public PriceCard? OnlyCard { get; } = Entry is { Periods: [{ Windows: [] } period] } && PriceOf(Entry, Provider, UnitNames.Request) is null ? period.Standard : null;

    /// <summary>Micro-dollars per thousand units: the model's price, else the provider's; null when there is no price.</summary>
    public long? PerThousand(string unit) => PriceOf(Entry, Provider, unit);

    private static long? PriceOf(PriceEntry? entry, PriceProvider? provider, string unit) =>
        entry?.PerThousand?.TryGetValue(unit, out long price) == true || provider?.PerThousand.TryGetValue(unit, out price) == true ? price : null;

    /// <summary>Whether the pricing file itself declares that there is no price.</summary>
    public bool IsDeliberate { get; private init; }
}
