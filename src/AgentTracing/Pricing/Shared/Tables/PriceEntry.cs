namespace AgentTracing.Pricing;

/// <summary>A model of the price book.</summary>
internal sealed class PriceEntry
{
    public required string Provider { get; init; }

    public required string Id { get; init; }

    /// <summary>
    /// Other ids of the model in its file; empty for entries of a <see cref="PriceTable"/>, in which aliases are separate lines.
    /// </summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The kind of model: one of <see cref="PriceKinds"/>.</summary>
    public string Kind { get; init; } = PriceKinds.Chat;

    public bool IsEmbedding => Kind == PriceKinds.Embedding;

    /// <summary>Whether the model is not sold by tokens (an hour of audio, a page): it is known, but its tokens have no price.</summary>
    public bool IsSoldByUnit { get; init; }

    /// <summary>Size in tokens; null when it is unknown.</summary>
    public long? ContextWindow { get => _contextWindow == 0 ? null : _contextWindow; init => _contextWindow = (int)Math.Min(value ?? 0, int.MaxValue); }

    /// <summary>Whether unlisted dated snapshots have this price; null: the provider's setting.</summary>
    public bool? DateSuffix { get; init; }

    public bool IsFree { get; init; }

    /// <summary>
    /// Factors for geographies, which override those of the provider, because some charge them only for some models. Null when there are
    /// none.
    /// </summary>
    public IReadOnlyDictionary<string, decimal>? GeographyFactors { get; init; }

    /// <summary>
    /// Micro-dollars per thousand units, which override those of the provider, because some units cost more with some models. Null when
    /// there are none.
    /// </summary>
    public IReadOnlyDictionary<string, long>? PerThousand { get; set; }

    /// <summary>The date (UTC) of the model's removal.</summary>
    public DateTime? Retired { get => Day(_retired); init => _retired = NumberOf(value); }

    /// <summary>The date of the price; null: that of the file.</summary>
    public DateTime? AsOf { get => Day(_asOf); init => _asOf = NumberOf(value); }

    /// <summary>The date of the last check.</summary>
    public DateTime? Checked { get => Day(_checked); init => _checked = NumberOf(value); }

    public bool HasNote { get; init; }

    /// <summary>In ascending order of time; the first has no start.</summary>
    public required PricePeriod[] Periods { get; init; }

    // Nullable values and DateTime take twice the memory, and there are thousands of entries. Dates are stored as day numbers of DateTime;
    // 0 means none.
    private readonly int _contextWindow;
    private readonly int _retired;
    private readonly int _asOf;
    private readonly int _checked;

    private static int NumberOf(DateTime? day) => day is { } known ? (int)(known.Ticks / TimeSpan.TicksPerDay) : 0;

    private static DateTime? Day(int number) => number == 0 ? null : new DateTime(number * TimeSpan.TicksPerDay);

    /// <summary>The period in force at <paramref name="time"/> (UTC): the last that has started.</summary>
    public PricePeriod PeriodAt(DateTime time)
    {
        int last = Periods.Length - 1;
        while (last > 0 && Periods[last].From > time)
            last--;

        return Periods[last];
    }
}

/// <summary>The prices of a period.</summary>
internal sealed class PricePeriod
{
    // Half the size of a nullable field; each of the catalogue's 1,500 models has one.
    private readonly DateTime _from;

    /// <summary>First day (UTC) of the period; null: since always.</summary>
    public DateTime? From { get => _from == default ? null : _from; init => _from = value ?? default; }

    /// <summary>The standard prices.</summary>
    public required PriceCard Standard { get; init; }

    /// <summary>Prices by service tier: <c>batch</c>, <c>flex</c>, <c>priority</c>, <c>fast</c>.</summary>
    public required IReadOnlyDictionary<string, ServiceTierPrice> ServiceTiers { get; init; }

    public PriceWindow[] Windows { get; init; } = [];

    /// <summary>Whether the price is not for tokens.</summary>
    public bool IsByUnit { get; init; }

    /// <summary>The prices of a service tier: its own, or the standard ones.</summary>
    public PriceCard CardOf(string tier) => ServiceTiers.TryGetValue(tier, out ServiceTierPrice? own) ? own.Card ?? Standard : Standard;

    /// <summary>The factor of the first window that contains <paramref name="time"/> (UTC).</summary>
    public decimal WindowFactorAt(DateTime time)
    {
        foreach (PriceWindow window in Windows)
        {
            if (window.Contains(time))
                return window.Multiplier;
        }

        return 1;
    }
}

/// <summary>Rates, and tiers that replace them for long prompts.</summary>
/// <param name="Base">The rates of a prompt below every tier.</param>
/// <param name="Tiers">In ascending order of their thresholds.</param>
internal sealed record PriceCard(Rates Base, PriceTier[] Tiers)
{
    /// <summary>
    /// The rates for a usage: those of the highest tier that the whole prompt reaches. A sum of prompts has no tier, because prompt lengths
    /// are unknown.
    /// </summary>
    public Rates For(in TokenUsage usage, bool isSum)
    {
        if (Tiers.Length == 0 || isSum)
            return Base;

        long promptTokens = usage.TotalInput;
        for (int i = Tiers.Length - 1; i >= 0; i--)
        {
            PriceTier tier = Tiers[i];
            if (promptTokens > tier.InputTokens || (tier.IsInclusive && promptTokens == tier.InputTokens))
                return tier.Rates;
        }

        return Base;
    }
}

/// <summary>Rates of prompts above a threshold.</summary>
/// <param name="InputTokens">The threshold, in tokens of the whole prompt.</param>
/// <param name="IsInclusive">Whether a prompt of exactly that length is in the tier.</param>
/// <param name="Rates">The rates of every token of such a request.</param>
internal sealed record PriceTier(long InputTokens, bool IsInclusive, Rates Rates);

/// <summary>The price of a service tier: its own prices, or a factor of the standard ones.</summary>
internal sealed record ServiceTierPrice(PriceCard? Card, decimal Multiplier);

/// <summary>Hours with a different price.</summary>
/// <param name="Start">Minute of the UTC day at which it opens.</param>
/// <param name="End">Minute at which it closes; if it is not after <paramref name="Start"/>, on the next day.</param>
/// <param name="Days">Days on which it opens; empty: all.</param>
/// <param name="Multiplier">Factor of the prices of the period.</param>
internal sealed record PriceWindow(int Start, int End, IReadOnlyList<DayOfWeek> Days, decimal Multiplier)
{
    /// <summary>Whether <paramref name="time"/> (UTC) is inside.</summary>
    public bool Contains(DateTime time)
    {
        int minute = (time.Hour * 60) + time.Minute;
        if (Start < End)
            return minute >= Start && minute < End && OpensOn(time);

        return (minute >= Start && OpensOn(time)) || (minute < End && OpensOn(time.AddDays(-1)));
    }

    private bool OpensOn(DateTime day) => Days.Count == 0 || Days.Contains(day.DayOfWeek);
}
