namespace AgentTracing.Pricing;

/// <summary>How a provider names, counts and prices. What a file leaves out is missing here, so that a later file changes only what it says.</summary>
internal sealed class PriceProvider
{
    /// <summary>What the name of a multiplier starts with that is for a geography.</summary>
    public const string GeographyPrefix = "geo:";

    /// <summary>Whether a multiplier of that name is for a geography.</summary>
    public static bool IsGeography(string name) =>
        name.Length > GeographyPrefix.Length
            && name.StartsWith(GeographyPrefix, StringComparison.Ordinal)
            && name.Skip(GeographyPrefix.Length).All(static character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>Those of <paramref name="multipliers"/> that are for geographies, by the name of the geography.</summary>
    public static IReadOnlyDictionary<string, decimal> GeographiesOf(IEnumerable<KeyValuePair<string, decimal>> multipliers) => multipliers
        .Where(static factor => factor.Key.StartsWith(GeographyPrefix, StringComparison.Ordinal))
        .ToDictionary(static factor => factor.Key.Substring(GeographyPrefix.Length), static factor => factor.Value, StringComparer.OrdinalIgnoreCase);

    public required string Id { get; init; }

    /// <summary>Values of <c>gen_ai.provider.name</c> and gateway prefixes that mean this provider, beside its id.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How the provider counts: <c>inclusive</c>, <c>anthropic</c>, <c>gemini</c>, <c>bedrock</c>, <c>xai</c>, <c>cohere-billed</c>, <c>ollama</c>.</summary>
    public required string Usage { get; init; }

    /// <summary>Whether every model of the provider costs nothing.</summary>
    public bool? IsFree { get; init; }

    /// <summary>Whether the models are the provider's own: an id without a provider is its maker's.</summary>
    public bool? IsMaker { get; init; }

    /// <summary>Providers whose entries serve where this one has none.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    /// <summary>Whether dated snapshots that are not listed have the price of the undated model; missing: yes.</summary>
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

    /// <summary>Those of <see cref="Multipliers"/> that are for geographies, by the name of the geography.</summary>
    public IReadOnlyDictionary<string, decimal> GeographyFactors { get; private init; } = new Dictionary<string, decimal>();

    /// <summary>Micro-dollars per thousand units, by the names of <see cref="UnitNames"/>.</summary>
    public IReadOnlyDictionary<string, long> PerThousand { get; init; } = new Dictionary<string, long>();

    /// <summary>This provider with what <paramref name="later"/> says about it laid over.</summary>
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
