using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

public class PriceBookCacheTests
{
    [Fact]
    public void A_warm_lookup_allocates_nothing()
    {
        var usage = TokenUsage.FromAnthropic(1_000, 200, cacheReadInputTokens: 500, cacheCreationInputTokens: 100, ephemeral1h: 50);
        CostOptions[] options =
        [
            new() { At = DateTimeOffset.UtcNow, ServiceTier = "default" }, new() { ServiceTier = "batch" }, new() { Geography = "us" }, new() { ServiceTier = "standard", Geography = "us" },
        ];
        (string? Provider, string? Model)[] asked = [.. PriceCatalogue.Table.Keys(PriceTable.Model), ("openai", "no-such-model"), (null, "claude-opus-4-6"), ("ollama", "llama3")];
        var book = PriceBook.Load(PricingFiles.With()); // Other tests fill the cache of the default book at the same time.
        Ask();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Ask()
        {
            foreach (var (provider, model) in asked)
            {
                book.TryGetCost(provider, model, usage, out _);
                foreach (var option in options)
                    book.TryGetCost(provider, model, usage, option, out _);
                book.Resolve(provider, model);
            }
        }
    }

    [Fact]
    public void Strings_are_compared_by_content()
    {
        var cache = new PriceCache();
        var price = new CachedPrice("openai", "gpt-4o", ResolvedPrice.None);
        cache.Add(price);

        Assert.Same(price, cache.Find(new string("openai"), new string("gpt-4o")));
        Assert.Null(cache.Find("openai", "gpt-4"));
        Assert.Null(cache.Find(null, "gpt-4o"));
        Assert.Null(cache.Find("openaigpt-", "4o"));
    }

    [Fact]
    public void Any_number_of_models_is_answered_in_bounded_memory()
    {
        var cache = new PriceCache();
        for (int i = 0; i < 20_000; i++)
        {
            var price = new CachedPrice("p", "model-" + i, ResolvedPrice.None);
            cache.Add(price);
            Assert.Same(price, cache.Find("p", "model-" + i));
        }

        Assert.InRange(Enumerable.Range(0, 20_000).Count(i => cache.Find("p", "model-" + i) is not null), 1_000, 2_048);
    }

    [Fact]
    public void Concurrent_lookups_agree()
    {
        var book = PriceBook.Load(PricingFiles.With());
        var keys = PriceCatalogue.Table.Keys(PriceTable.Model);
        Parallel.For(0, 8, _ => Assert.All(keys, key => Assert.Equal($"{key.Provider}/{key.Name}", book.Resolve(key.Provider, key.Name).EntryId)));
    }
}
