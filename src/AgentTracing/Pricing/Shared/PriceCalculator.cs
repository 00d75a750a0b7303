namespace AgentTracing.Pricing;

/// <summary>The cost formula of the pricing reference, section 7: exact, divided once, never rounded.</summary>
internal static class PriceCalculator
{
    /// <summary>Computes what <paramref name="usage"/> cost at <paramref name="price"/>.</summary>
    /// <param name="price">The resolved entry.</param>
    /// <param name="usage">Tokens, in disjoint buckets.</param>
    /// <param name="options">Served tier and geography.</param>
    /// <param name="time">When the request started (UTC).</param>
    public static Cost Compute(ResolvedPrice price, in TokenUsage usage, in CostOptions options, DateTime time)
    {
        if (price.Status == CostStatus.Unpriced)
            return new Cost { Status = CostStatus.Unpriced };
        if (!usage.IsValid)
            return new Cost { Status = CostStatus.Invalid, EntryId = price.EntryId };
        if (price.Status == CostStatus.Free)
            return new Cost { Status = CostStatus.Free, EntryId = price.EntryId };

        PriceProvider provider = price.Provider!;
        PricePeriod period = price.Entry!.PeriodAt(time);
        PriceCard card = period.Standard;
        decimal factor = 1;
        if (options.ServiceTier is { } served)
            (card, factor) = ServiceTier(period, provider, served.Trim().ToLowerInvariant());
        if (options.Geography is { } geography && provider.Multipliers.TryGetValue("geo:" + geography.Trim().ToLowerInvariant(), out decimal geographic))
            factor *= geographic;
        if (period.Windows.Length > 0)
            factor *= period.WindowFactorAt(time);

        var sum = new ExactSum();
        if (!TryAddTokens(ref sum, card.For(usage.TotalInput), usage))
            return new Cost { Status = CostStatus.Invalid, EntryId = price.EntryId };

        sum.Multiply(factor);
        return TryAddUnits(ref sum, provider, usage)
            ? new Cost { Usd = sum.ToUsd(), Status = price.Status, EntryId = price.EntryId }
            : new Cost { Status = CostStatus.Unpriced, EntryId = price.EntryId };
    }

    private static (PriceCard Card, decimal Factor) ServiceTier(PricePeriod period, PriceProvider provider, string served)
    {
        if (period.ServiceTiers.TryGetValue(served, out ServiceTierPrice? tier))
            return (tier.Card ?? period.Standard, tier.Multiplier);

        // A tier without a price of its own is sold at the standard one (Anthropic's priority and standard, OpenAI's default).
        return (period.Standard, provider.Multipliers.TryGetValue(served, out decimal factor) ? factor : 1);
    }

    /// <summary>Adds every bucket at its rate; false where tokens are of a kind the entry cannot have produced.</summary>
    private static bool TryAddTokens(ref ExactSum sum, Rates rates, in TokenUsage usage)
    {
        sum.Add(usage.Input, rates.Input);
        sum.Add(usage.CacheRead, rates.ForCacheRead);
        sum.Add(usage.CacheWrite, rates.ForCacheWrite);
        sum.Add(usage.CacheWrite5m, rates.ForCacheWrite5m);
        sum.Add(usage.CacheWrite1h, rates.ForCacheWrite1h);
        sum.Add(usage.InputAudio, rates.ForInputAudio);
        sum.Add(usage.CacheReadAudio, rates.ForCacheReadAudio);
        if ((usage.Output > 0 && rates.Output is null) || (usage.OutputAudio > 0 && rates.ForOutputAudio is null))
            return false;

        sum.Add(usage.OutputAudio, rates.ForOutputAudio ?? 0);
        if (rates.Reasoning is not { } reasoning)
        {
            sum.Add(usage.Output, rates.Output ?? 0);
            return true;
        }

        sum.Add(usage.Output - usage.Reasoning, rates.Output ?? 0);
        sum.Add(usage.Reasoning, reasoning);
        return usage.Reasoning <= usage.Output;
    }

    /// <summary>Adds what is priced by the piece; false where a piece has no price, since zero would be a guess.</summary>
    private static bool TryAddUnits(ref ExactSum sum, PriceProvider provider, in TokenUsage usage)
    {
        if (usage.WebSearches == 0 && provider.PerThousand.Count == 0)
            return true;

        if (provider.PerThousand.TryGetValue("request", out long request))
            sum.Add(1, request * ExactSum.PicoPerMicroPerThousand);
        bool isPriced = provider.PerThousand.TryGetValue("webSearch", out long webSearch);
        sum.Add(usage.WebSearches, webSearch * ExactSum.PicoPerMicroPerThousand);
        return isPriced || usage.WebSearches == 0;
    }
}
