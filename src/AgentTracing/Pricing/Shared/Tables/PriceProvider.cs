namespace AgentTracing.Pricing;

/// <summary>
/// Names, counting rules and price factors of a provider. Values that a file omits are null, so a later file overrides only its own values.
/// </summary>
internal sealed class PriceProvider
{
    /// <summary>The prefix of multipliers for geographies.</summary>
    public const string GeographyPrefix = "geo:";

    /// <summary>Whether a multiplier of that name is for a geography.</summary>
    public static bool IsGeography(string name) =>
        name.Length > GeographyPrefix.Length
            && name.StartsWith(GeographyPrefix, StringComparison.Ordinal)
            && name.Skip(GeographyPrefix.Length).All(static character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>The <paramref name="multipliers"/> for geographies, by geography.</summary>
    public static IReadOnlyDictionary<string, decimal> GeographiesOf(IEnumerable<KeyValuePair<string, decimal>> multipliers) => multipliers
        .Where(static factor => factor.Key.StartsWith(GeographyPrefix, StringComparison.Ordinal))
        .ToDictionary(static factor => factor.Key.Substring(GeographyPrefix.Length), static factor => factor.Value, StringComparer.OrdinalIgnoreCase);

    public required string Id { get; init; }

    /// <summary>Values of <c>gen_ai.provider.name</c> and gateway prefixes of this provider, in addition to its id.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>
    /// How the provider counts: <c>inclusive</c>, <c>anthropic</c>, <c>gemini</c>, <c>bedrock</c>, <c>xai</c>, <c>cohere-billed</c>,
    /// <c>ollama</c>.
    /// </summary>
    public required string Usage { get; init; }

    /// <summary>Whether every model of the provider is free.</summary>
    public bool? IsFree { get; init; }

    /// <summary>Whether the provider makes its models: an id without a provider belongs to its maker.</summary>
    public bool? IsMaker { get; init; }

    /// <summary>Providers whose entries apply if this one has none.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    /// <summary>Whether unlisted dated snapshots have the price of the undated model; null: yes.</summary>
    public bool? DateSuffix { get; init; }

    /// <summary>Factors for service tiers (<c>batch</c>, <c>flex</c>) and geographies (<c>geo:us</c>).</summary>
    public IReadOnlyDictionary<string, decimal> Multipliers
    {
        get;
        init
        {
            field = value;
            GeographyFactors = GeographiesOf(value);
        }
    } = new Dictionary<string, decimal>();

    /// <summary>The <see cref="Multipliers"/> for geographies, by geography.</summary>
    public IReadOnlyDictionary<string, decimal> GeographyFactors { get; private init; } = new Dictionary<string, decimal>();

    /// <summary>Micro-dollars per thousand units, by the names of <see cref="UnitNames"/>.</summary>
    public IReadOnlyDictionary<string, long> PerThousand { get; init; } = new Dictionary<string, long>();

    /// <summary>Merges this provider with <paramref name="later"/>, whose values override.</summary>
    public PriceProvider With(PriceProvider later) => new()
    {
        Id = Id,
        Names = [.. Names.Union(later.Names)],
        Usage = later.Usage,
        IsFree = later.IsFree ?? IsFree,
        IsMaker = later.IsMaker ?? IsMaker,
        Fallback = later.Fallback ?? Fallback,
        DateSuffix = later.DateSuffix ?? DateSuffix,
        Multipliers = Merge(Multipliers, later.Multipliers),
        PerThousand = Merge(PerThousand, later.PerThousand),
    };

    private static Dictionary<string, T> Merge<T>(IReadOnlyDictionary<string, T> earlier, IReadOnlyDictionary<string, T> later)
    {
        var merged = new Dictionary<string, T>();
        foreach (var pair in earlier.Concat(later))
            merged[pair.Key] = pair.Value;

        return merged;
    }
}
