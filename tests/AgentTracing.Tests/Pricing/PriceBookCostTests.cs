namespace AgentTracing.Tests.Pricing;

public class PriceBookCostTests
{
    private static readonly TokenUsage Million = new() { Input = 1_000_000 };

    public static TheoryData<string, string, decimal, decimal, decimal> SeedModels => new()
    {
        { "anthropic", "claude-opus-4-6", 5m, 25m, 0.5m },
        { "anthropic", "claude-sonnet-4-6", 3m, 15m, 0.3m },
        { "anthropic", "claude-haiku-4-5-20251001", 1m, 5m, 0.1m },
        { "openai", "gpt-4o", 2.5m, 10m, 1.25m },
        { "openai", "gpt-4o-mini", 0.15m, 0.6m, 0.075m },
    };

    [Theory]
    [MemberData(nameof(SeedModels))]
    public void The_models_of_the_seed_cost_the_same_as_in_the_data(string provider, string model, decimal input, decimal output, decimal cacheRead)
    {
        Assert.Equal(input, Usd(provider, model, new() { Input = 1_000_000 }));
        Assert.Equal(output, Usd(provider, model, new() { Output = 1_000_000 }));
        Assert.Equal(cacheRead, Usd(provider, model, new() { CacheRead = 1_000_000 }));
    }

    [Fact]
    public void An_invoice_of_Anthropic_is_reproduced()
    {
        // litellm#9812: the billing console says 0.05439 for 3 read, 12304 written, 550 generated.
        var usage = TokenUsage.FromAnthropic(3, 550, cacheCreationInputTokens: 12304);
        Assert.Equal(0.054399m, Usd("anthropic", "claude-3-7-sonnet-20250219", usage));
    }

    [Fact]
    public void The_catalogue_has_its_date() =>
        Assert.Equal(PricingFiles.Read("llm-pricing.catalogue.json").Split("\"asOf\": \"")[1][..10], PriceBook.Default.CatalogueDate.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("openai", "gpt-4o-super")]
    [InlineData("nobody", "gpt-4o")]
    [InlineData(null, null)]
    [InlineData("openai", " ")]
    public void An_unknown_model_has_no_cost(string? provider, string? model)
    {
        Assert.False(PriceBook.Default.TryGetCost(provider, model, Million, out Cost cost));
        Assert.Equal(new Cost { Usd = 0, Status = CostStatus.Unpriced }, cost);
    }

    [Fact]
    public void Invalid_usage_has_no_cost()
    {
        Assert.False(PriceBook.Default.TryGetCost("openai", "gpt-4o", TokenUsage.FromOpenAI(1, 1, cachedTokens: 2), out Cost cost));
        Assert.Equal(new Cost { Usd = 0, Status = CostStatus.Invalid, EntryId = "openai/gpt-4o" }, cost);
    }

    [Fact]
    public void An_embedding_model_generates_nothing()
    {
        Assert.False(PriceBook.Default.TryGetCost("openai", "text-embedding-3-small", new() { Input = 5, Output = 1 }, out Cost cost));
        Assert.Equal(CostStatus.Invalid, cost.Status);
    }

    [Fact]
    public void Free_models_cost_nothing_and_have_the_status_free()
    {
        Assert.True(PriceBook.Default.TryGetCost("ollama", "llama3.2:3b", Million, out Cost cost));
        Assert.Equal(new Cost { Usd = 0, Status = CostStatus.Free, EntryId = "ollama/llama3.2:3b" }, cost);
    }

    [Theory]
    [InlineData(200_000, "1")] // exactly at an exclusive threshold: below the tier
    [InlineData(200_001, "2")]
    [InlineData(400_000, "4")] // exactly at an inclusive threshold: in the tier
    public void The_whole_prompt_chooses_the_tier_and_the_tier_prices_all_of_it(long prompt, string rate)
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""
            {"rates": {"input": "1", "output": "10", "cacheRead": "0.5", "cacheWrite": {"default": "1"}},
             "tiers": [
              {"inputTokens": 200000, "rates": {"input": "2", "output": "20", "cacheRead": "1", "cacheWrite": {"default": "2"}}},
              {"inputTokens": 400000, "inclusive": true, "rates": {"input": "4", "output": "40", "cacheRead": "2", "cacheWrite": {"default": "4"}}}]}
            """));
        var usage = new TokenUsage { Input = 1_000, CacheRead = 10_000, CacheWrite = prompt - 11_000, Output = 100 };
        decimal factor = decimal.Parse(rate);

        Assert.Equal(((1_000 * 1m) + (10_000 * 0.5m) + ((prompt - 11_000) * 1m) + (100 * 10m)) * factor / 1_000_000, Usd(book, usage));
    }

    [Fact]
    public void Cache_writes_are_priced_by_their_time_to_live()
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""{"rates": {"input": "1", "output": "1", "cacheWrite": {"default": "1.25", "1h": "2"}}}"""));
        Assert.Equal(1.25m, Usd(book, new() { CacheWrite = 1_000_000 }));
        Assert.Equal(1.25m, Usd(book, new() { CacheWrite5m = 1_000_000 }));
        Assert.Equal(2m, Usd(book, new() { CacheWrite1h = 1_000_000 }));
    }

    [Fact]
    public void A_rate_that_is_not_listed_defaults_to_the_more_general_one()
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""{"rates": {"input": "3", "output": "7"}}"""));
        foreach (var usage in new TokenUsage[] { new() { CacheRead = 1 }, new() { CacheWrite = 1 }, new() { CacheWrite5m = 1 }, new() { CacheWrite1h = 1 }, new() { InputAudio = 1 }, new() { CacheReadAudio = 1 } })
            Assert.Equal(0.000003m, Usd(book, usage));
        Assert.Equal(0.000007m, Usd(book, new() { OutputAudio = 1 }));
    }

    [Fact]
    public void Audio_and_reasoning_have_prices_of_their_own()
    {
        var book = PriceBook.Load(PricingFiles.WithPrices(
            """{"rates": {"input": "1", "output": "2", "cacheRead": "0.1", "inputAudio": "10", "outputAudio": "20", "cacheReadAudio": "5", "reasoning": "4"}}"""));
        Assert.Equal(10m, Usd(book, new() { InputAudio = 1_000_000 }));
        Assert.Equal(20m, Usd(book, new() { OutputAudio = 1_000_000 }));
        Assert.Equal(5m, Usd(book, new() { CacheReadAudio = 1_000_000 }));
        Assert.Equal(3m, Usd(book, new() { Output = 1_000_000, Reasoning = 500_000 }));
        Assert.False(book.TryGetCost("acme", "m", new() { Output = 1, Reasoning = 2 }, out Cost cost));
        Assert.Equal(CostStatus.Invalid, cost.Status);
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59Z", "1")]
    [InlineData("2026-01-01T00:00:00Z", "2")]
    [InlineData("2026-01-01T01:00:00+02:00", "1")] // still the day before in UTC
    [InlineData("2030-05-05T00:00:00Z", "3")]
    public void The_price_is_that_of_the_day_of_the_call_in_UTC(string at, string usd)
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""
            {"rates": {"input": "1", "output": "1"}}, {"from": "2026-01-01", "rates": {"input": "2", "output": "2"}}, {"from": "2030-05-05", "rates": {"input": "3", "output": "3"}}
            """));
        Assert.Equal(decimal.Parse(usd), Usd(book, Million, new() { At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) }));
    }

    [Theory]
    [InlineData(null, "1")]
    [InlineData("default", "1")]
    [InlineData("batch", "0.5")] // the provider's factor
    [InlineData(" Flex ", "0.25")] // the model's factor overrides the provider's
    [InlineData("priority", "2")] // separate prices
    [InlineData("ON_DEMAND", "1")] // Vertex AI's types of traffic
    [InlineData("ON_DEMAND_PRIORITY", "2")]
    [InlineData("OnDemandFlex", "0.25")]
    [InlineData("PROVISIONED_THROUGHPUT", "1")]
    [InlineData("optimized", "1")] // Bedrock's latency
    public void The_tier_that_served_sets_the_price(string? served, string usd)
    {
        var book = PriceBook.Load(PricingFiles.WithPrices(
            """{"rates": {"input": "1", "output": "1"}, "serviceTiers": {"flex": {"multiplier": "0.25"}, "priority": {"rates": {"input": "2", "output": "2"}}}}""",
            """ "acme": {"usage": "inclusive", "multipliers": {"batch": "0.5", "flex": "0.9"}} """));
        Assert.Equal(decimal.Parse(usd), Usd(book, Million, new() { ServiceTier = served }));
    }

    [Theory]
    [InlineData("ON_DEMAND", CostStatus.Priced)]
    [InlineData("ON_DEMAND_PRIORITY", CostStatus.Priced)]
    [InlineData("ON_DEMAND_FLEX", CostStatus.Estimated)]
    [InlineData("PROVISIONED_THROUGHPUT", CostStatus.Estimated)]
    [InlineData("ProvisionedThroughput", CostStatus.Estimated)]
    [InlineData("optimized", CostStatus.Estimated)]
    [InlineData("standard", CostStatus.Priced)]
    public void A_tier_without_a_price_is_estimated_by_every_word_for_it(string served, CostStatus status)
    {
        var book = PriceBook.Load(PricingFiles.WithPrices(
            """{"rates": {"input": "1", "output": "1"}, "serviceTiers": {"priority": {"rates": {"input": "2", "output": "2"}}}}""",
            """ "acme": {"usage": "inclusive"} """));
        book.TryGetCost("acme", "m", Million, new() { ServiceTier = served }, out var cost);
        Assert.Equal(status, cost.Status);
    }

    [Fact]
    public void A_service_tier_has_context_tiers_of_its_own()
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""
            {"rates": {"input": "1", "output": "1"}, "tiers": [{"inputTokens": 10, "rates": {"input": "3", "output": "3"}}],
             "serviceTiers": {"priority": {"rates": {"input": "2", "output": "2"}, "tiers": [{"inputTokens": 100, "rates": {"input": "5", "output": "5"}}]}, "flex": {"multiplier": "0.5"}}}
            """));
        Assert.Equal(0.000100m, Usd(book, new() { Input = 50 }, new() { ServiceTier = "priority" }));
        Assert.Equal(0.000505m, Usd(book, new() { Input = 101 }, new() { ServiceTier = "priority" }));
        Assert.Equal(0.000075m, Usd(book, new() { Input = 50 }, new() { ServiceTier = "flex" }));
    }

    [Fact]
    public void Factors_multiply_the_tokens_and_not_the_web_searches()
    {
        var usage = new TokenUsage { Input = 1_000_000, WebSearches = 3 };
        var options = new CostOptions { ServiceTier = "batch", Geography = "US" };
        Assert.Equal((1m * 0.5m * 1.1m) + 0.03m, Usd("anthropic", "claude-haiku-4-5-20251001", usage, options));
        Assert.Equal(1.03m, Usd("anthropic", "claude-haiku-4-5-20251001", usage, new() { Geography = "global" }));
    }

    [Fact]
    public void Web_searches_without_a_price_are_not_priced_at_zero()
    {
        Assert.False(PriceBook.Default.TryGetCost("groq", "llama-3.1-8b-instant", new() { Input = 1, WebSearches = 1 }, out Cost cost));
        Assert.Equal(new Cost { Status = CostStatus.Unpriced, EntryId = "groq/llama-3.1-8b-instant" }, cost);
    }

    [Fact]
    public void A_price_by_the_request_is_added_once()
    {
        var book = PriceBook.Load(PricingFiles.WithPrices(
            """{"rates": {"input": "1", "output": "1"}}""", """ "acme": {"usage": "inclusive", "perThousand": {"request": "5"}} """));
        Assert.Equal(1.005m, Usd(book, Million));
    }

    [Theory]
    [InlineData("2026-11-23T22:30:00Z", "0.5")] // Monday evening, in the window that opens on Monday
    [InlineData("2026-11-24T05:59:00Z", "0.5")] // Tuesday morning, the same window
    [InlineData("2026-11-24T06:00:00Z", "1")]
    [InlineData("2026-11-24T22:30:00Z", "1")] // Tuesday evening
    [InlineData("2026-11-25T12:00:00Z", "0.8")] // every day at noon
    public void Windows_have_prices_of_their_own(string at, string usd)
    {
        var book = PriceBook.Load(PricingFiles.WithPrices("""
            {"rates": {"input": "1", "output": "1"}, "windows": [
              {"utc": "22:00-06:00", "days": ["mon"], "multiplier": "0.5"}, {"utc": "12:00-13:00", "multiplier": "0.8"}]}
            """));
        Assert.Equal(decimal.Parse(usd), Usd(book, Million, new() { At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) }));
    }

    [Fact]
    public void Amounts_beyond_all_sense_are_exact_still()
    {
        Assert.Equal(2_500_000_000_000.0000025m, Usd("openai", "gpt-4o", new() { Input = 1_000_000_000_000_000_001 }));
        Assert.True(PriceBook.Default.TryGetCost("openai", "gpt-4o", new() { Input = long.MaxValue >> 3, Output = long.MaxValue >> 3 }, out _));
    }

    [Fact]
    public void A_cost_has_no_trailing_zeros() =>
        Assert.Equal("0.0025", Usd("openai", "gpt-4o", new() { Input = 1_000 }).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static decimal Usd(PriceBook book, in TokenUsage usage, in CostOptions options = default) => Usd(book, "acme", "m", usage, options);

    private static decimal Usd(string provider, string model, in TokenUsage usage, in CostOptions options = default) => Usd(PriceBook.Default, provider, model, usage, options);

    private static decimal Usd(PriceBook book, string provider, string model, in TokenUsage usage, in CostOptions options)
    {
        Assert.True(book.TryGetCost(provider, model, usage, options, out Cost cost));
        return cost.Usd;
    }
}
