namespace AgentTracing.Pricing;

/// <summary>The cost formula of the pricing reference, section 7: exact, never rounded.</summary>
internal static class PriceCalculator
{
    /// <summary>Computes the cost of <paramref name="usage"/> at <paramref name="price"/>.</summary>
    /// <param name="price">The resolved entry.</param>
    /// <param name="usage">Tokens, in disjoint buckets.</param>
    /// <param name="options">Service tier and geography.</param>
    /// <param name="time">When the request started (UTC).</param>
    /// <param name="usd">The cost; zero when there is none.</param>
    /// <returns>The source of the cost, or the reason why there is none.</returns>
    public static CostStatus Compute(ResolvedPrice price, in TokenUsage usage, in CostOptions options, DateTime time, out decimal usd)
    {
        usd = 0;
        if (price.Status == CostStatus.Unpriced)
            return CostStatus.Unpriced;
        if (!usage.IsValid)
            return CostStatus.Invalid;
        if (price.Status == CostStatus.Free)
            return CostStatus.Free;

        string? tier = options.ServiceTier is { } served ? ServiceTierNames.Find(served) : null;
        CostStatus status = price.OnlyCard is { } card && tier is null && options.Geography is null && usage.WebSearches == 0 && usage.Units is null
            ? PriceTokens(price, usage, card, options.IsSum, out usd)
            : PriceAll(price, usage, options, tier, time, out usd);
        return status is not (CostStatus.Unpriced or CostStatus.Invalid) && IsEstimate(price, usage, options, tier, time) ? CostStatus.Estimated : status;
    }

    /// <summary>Whether the cost might differ if the usage were reported in more detail, or if the price of the tier were known.</summary>
    private static bool IsEstimate(ResolvedPrice price, in TokenUsage usage, in CostOptions options, string? tier, DateTime time) =>
        options.IsSum
            || (tier is not null && !IsListed(tier, price.Entry!.PeriodAt(time), price.Provider!))
            || (options.Unreported != UnreportedUsage.None && MayDiffer(price, usage, options, tier, time));

    private static bool IsListed(string tier, PricePeriod period, PriceProvider provider) => period.ServiceTiers.ContainsKey(tier) || provider.Multipliers.ContainsKey(tier);

    /// <summary>Tokens and billed units, with the factors of date, hour, tier and geography.</summary>
    private static CostStatus PriceAll(ResolvedPrice price, in TokenUsage usage, in CostOptions options, string? tier, DateTime time, out decimal usd)
    {
        string? geography = options.Geography;
        PriceProvider provider = price.Provider!;
        PricePeriod period = price.Entry!.PeriodAt(time);
        CostStatus status = PriceTokens(price, usage, tier is null ? period.Standard : period.CardOf(tier), options.IsSum, out usd);
        if (status == CostStatus.Invalid)
            return status;

        // An unknown price of a unit must not become zero.
        if (UnitsOf(usage, price) is not { } units)
        {
            usd = 0;
            return CostStatus.Unpriced;
        }

        usd = Pico.WithoutTrailingZeros((usd * FactorOf(price.Entry!, period, provider, tier, geography, time)) + units);
        return status;
    }

    /// <summary>Whether a kind of tokens that the usage does not separate has a different price.</summary>
    private static bool MayDiffer(ResolvedPrice price, in TokenUsage usage, in CostOptions options, string? tier, DateTime time)
    {
        PricePeriod period = price.Entry!.PeriodAt(time);
        TokenRates rates = (tier is null ? period.Standard : period.CardOf(tier)).For(usage, options.IsSum).ByBucket;
        UnreportedUsage unreported = options.Unreported;
        bool hasInput = usage.Input > 0;
        return (hasInput && (unreported & UnreportedUsage.CacheRead) != 0 && rates.CacheRead != rates.Input)
            || (hasInput && (unreported & UnreportedUsage.CacheWrite) != 0 && (rates.CacheWrite != rates.Input || rates.CacheWrite1h != rates.Input))
            || (usage.CacheWrite > 0 && (unreported & UnreportedUsage.TimeToLive) != 0 && rates.CacheWrite1h != rates.CacheWrite)
            || (hasInput && (unreported & UnreportedUsage.Modalities) != 0 && (rates.InputAudio != rates.Input || rates.InputImage != rates.Input))
            || (usage.Output > 0 && (unreported & UnreportedUsage.Modalities) != 0 && (rates.OutputAudio != rates.Output || rates.OutputImage != rates.Output));
    }

    /// <summary>Every bucket at its rate.</summary>
    private static CostStatus PriceTokens(ResolvedPrice price, in TokenUsage usage, PriceCard card, bool isSum, out decimal usd)
    {
        usd = 0;
        TokenRates rates = card.For(usage, isSum).ByBucket;
        if (!CanBeOf(usage, rates))
            return CostStatus.Invalid;

        if (usage.EachIsUpTo(PicoSum.MaxTokens))
            Add<PicoSum>(usage, rates, out usd);
        else
            Add<DecimalSum>(usage, rates, out usd);

        return price.Status;
    }

    /// <summary>Whether a model with these rates can have produced the tokens.</summary>
    private static bool CanBeOf(in TokenUsage usage, TokenRates rates) =>
        (usage.Output == 0 || rates.Output != TokenRates.None)
        && (usage.OutputAudio == 0 || rates.OutputAudio != TokenRates.None)
        && (usage.OutputImage == 0 || rates.OutputImage != TokenRates.None)
        && (usage.Reasoning <= usage.Output || rates.Reasoning == TokenRates.None);

    /// <summary>The single list of buckets, for both kinds of sums.</summary>
    private static void Add<TSum>(in TokenUsage usage, TokenRates rates, out decimal usd)
        where TSum : struct, ITokenSum
    {
        var sum = default(TSum);
        sum.Add(usage.Input, rates.Input);
        sum.Add(usage.CacheRead, rates.CacheRead);
        sum.Add(usage.CacheWrite, rates.CacheWrite);
        sum.Add(usage.CacheWrite5m, rates.CacheWrite5m);
        sum.Add(usage.CacheWrite1h, rates.CacheWrite1h);
        sum.Add(usage.InputAudio, rates.InputAudio);
        sum.Add(usage.CacheReadAudio, rates.CacheReadAudio);
        sum.Add(usage.InputImage, rates.InputImage);
        sum.Add(usage.OutputAudio, rates.OutputAudio);
        sum.Add(usage.OutputImage, rates.OutputImage);
        long reasoning = rates.Reasoning == TokenRates.None ? 0 : usage.Reasoning;
        sum.Add(usage.Output - reasoning, rates.Output);
        sum.Add(reasoning, rates.Reasoning);
        usd = sum.Usd;
    }

    /// <summary>
    /// The factor of the tokens' price. A tier without its own price has the standard price (Anthropic's priority, OpenAI's default).
    /// </summary>
    private static decimal FactorOf(PriceEntry entry, PricePeriod period, PriceProvider provider, string? tier, string? geography, DateTime time)
    {
        decimal factor = period.WindowFactorAt(time);
        if (tier is not null && period.ServiceTiers.TryGetValue(tier, out ServiceTierPrice? own))
            factor *= own.Multiplier;
        else if (tier is not null && provider.Multipliers.TryGetValue(tier, out decimal ofProvider))
            factor *= ofProvider;
        if (geography?.Trim() is { } place
            && (entry.GeographyFactors?.TryGetValue(place, out decimal ofGeography) == true || provider.GeographyFactors.TryGetValue(place, out ofGeography)))
        {
            factor *= ofGeography;
        }

        return factor;
    }

    /// <summary>The cost of billed units; null when a unit has no price.</summary>
    private static decimal? UnitsOf(in TokenUsage usage, ResolvedPrice price)
    {
        decimal usd = PerThousand(price.PerThousand(UnitNames.Request) ?? 0);
        if (usage.WebSearches == 0 && usage.Units is null)
            return usd;

        foreach (var (name, count) in UnitNames.Of(usage))
        {
            if (count == 0)
                continue;
            if (price.PerThousand(name) is not { } perThousand)
                return null;

            usd += count * PerThousand(perThousand);
        }

        return usd;
    }

    private static decimal PerThousand(long microDollars) => Pico.ToDecimal(microDollars, decimals: 9);
}
