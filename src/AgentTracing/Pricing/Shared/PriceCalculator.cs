namespace AgentTracing.Pricing;

/// <summary>The cost formula of the pricing reference, section 7: exact, never rounded.</summary>
internal static class PriceCalculator
{
    /// <summary>Computes what <paramref name="usage"/> cost at <paramref name="price"/>.</summary>
    /// <param name="price">The resolved entry.</param>
    /// <param name="usage">Tokens, in disjoint buckets.</param>
    /// <param name="options">Served tier and geography.</param>
    /// <param name="time">When the request started (UTC).</param>
    /// <param name="usd">The cost; zero where there is none.</param>
    /// <returns>What the cost rests on, or why there is none.</returns>
    public static CostStatus Compute(ResolvedPrice price, in TokenUsage usage, in CostOptions options, DateTime time, out decimal usd)
    {
        usd = 0;
        if (price.Status == CostStatus.Unpriced)
            return CostStatus.Unpriced;
        if (!usage.IsValid)
            return CostStatus.Invalid;
        if (price.Status == CostStatus.Free)
            return CostStatus.Free;

        PriceProvider provider = price.Provider!;
        PricePeriod period = price.Entry!.PeriodAt(time);
        PriceCard card = period.Standard;
        var sum = new ExactSum();
        if (options.ServiceTier is { } tier)
            card = ForServiceTier(period, provider, tier.Trim().ToLowerInvariant(), ref sum);
        if (options.Geography is { } geography && provider.Multipliers.TryGetValue("geo:" + geography.Trim().ToLowerInvariant(), out decimal factor))
            sum.MultiplyBy(factor);
        if (period.Windows.Length > 0)
            sum.MultiplyBy(period.WindowFactorAt(time));

        if (!TryAddTokens(ref sum, card.For(usage.TotalInput).ByBucket, usage))
            return CostStatus.Invalid;
        if (!TryAddUnits(ref sum, provider, usage))
            return CostStatus.Unpriced;

        usd = sum.ToUsd();
        return price.Status;
    }

    /// <summary>The card of a service tier. One without a price of its own is sold at the standard price (Anthropic's priority, OpenAI's default).</summary>
    private static PriceCard ForServiceTier(PricePeriod period, PriceProvider provider, string served, ref ExactSum sum)
    {
        if (period.ServiceTiers.TryGetValue(served, out ServiceTierPrice? tier))
        {
            sum.MultiplyBy(tier.Multiplier);
            return tier.Card ?? period.Standard;
        }

        if (provider.Multipliers.TryGetValue(served, out decimal factor))
            sum.MultiplyBy(factor);

        return period.Standard;
    }

    /// <summary>Adds every bucket at its rate; false where tokens are of a kind the entry cannot have produced.</summary>
    private static bool TryAddTokens(ref ExactSum sum, TokenRates rates, in TokenUsage usage)
    {
        if ((usage.Output > 0 && rates.Output == TokenRates.None) || (usage.OutputAudio > 0 && rates.OutputAudio == TokenRates.None))
            return false;

        sum.AddTokens(usage.Input, rates.Input);
        sum.AddTokens(usage.CacheRead, rates.CacheRead);
        sum.AddTokens(usage.CacheWrite, rates.CacheWrite);
        sum.AddTokens(usage.CacheWrite5m, rates.CacheWrite5m);
        sum.AddTokens(usage.CacheWrite1h, rates.CacheWrite1h);
        sum.AddTokens(usage.InputAudio, rates.InputAudio);
        sum.AddTokens(usage.CacheReadAudio, rates.CacheReadAudio);
        sum.AddTokens(usage.OutputAudio, rates.OutputAudio);
        if (rates.Reasoning == TokenRates.None)
        {
            sum.AddTokens(usage.Output, rates.Output);
            return true;
        }

        sum.AddTokens(usage.Output - usage.Reasoning, rates.Output);
        sum.AddTokens(usage.Reasoning, rates.Reasoning);
        return usage.Reasoning <= usage.Output;
    }

    /// <summary>Adds what is priced by the piece; false where a piece has no price, since zero would be a guess.</summary>
    private static bool TryAddUnits(ref ExactSum sum, PriceProvider provider, in TokenUsage usage)
    {
        if (provider.RequestPrice is { } request)
            sum.AddUnits(1, request);
        if (usage.WebSearches == 0)
            return true;

        sum.AddUnits(usage.WebSearches, provider.WebSearchPrice ?? 0);
        return provider.WebSearchPrice is not null;
    }
}
