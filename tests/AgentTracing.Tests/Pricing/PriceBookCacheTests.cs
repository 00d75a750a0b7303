using System.Diagnostics;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

public class PriceBookCacheTests
{
    [Fact]
    public void A_warm_lookup_allocates_nothing()
    {
        var usage = TokenUsage.FromAnthropic(1_000, 200, cacheReadInputTokens: 500, cacheCreationInputTokens: 100, ephemeral1h: 50);
        var options = new CostOptions { At = DateTimeOffset.UtcNow };
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
                book.TryGetCost(provider, model, usage, options, out _);
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
    public void The_catalogue_takes_less_than_a_megabyte_when_every_model_was_asked_for()
    {
        var keys = PriceCatalogue.Table.Keys(PriceTable.Model);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var book = PriceBook.Load(PricingFiles.With());
        foreach (var (provider, id) in keys)
            book.Resolve(provider, id);

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(book);
        Assert.InRange(used, 1, 1_000_000);
    }

    [Fact]
    public void Concurrent_lookups_agree()
    {
        var book = PriceBook.Load(PricingFiles.With());
        var keys = PriceCatalogue.Table.Keys(PriceTable.Model);
        Parallel.For(0, 8, _ => Assert.All(keys, key => Assert.Equal($"{key.Provider}/{key.Name}", book.Resolve(key.Provider, key.Name).EntryId)));
    }

    [Fact]
    public void A_warm_lookup_is_quick()
    {
        var usage = new TokenUsage { Input = 1_234, CacheRead = 211, CacheWrite5m = 100, Output = 377 };
        double best = double.MaxValue;
        for (int round = 0; round < 50; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < 20_000; i++)
                PriceBook.Default.TryGetCost("openai", "gpt-4o-mini", usage, out _);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / 20_000);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{best:F1} ns");
        Assert.InRange(best, 0, 1_000); // The bar of 30 ns is the benchmarks' to hold, on an optimised build; this catches a lookup that went cold.
    }
}
