using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

/// <summary>Measures the memory of the process, so it does not run in parallel with other tests.</summary>
[CollectionDefinition(nameof(PriceBookMemoryTests), DisableParallelization = true)]
[Collection(nameof(PriceBookMemoryTests))]
public class PriceBookMemoryTests
{
    [Fact]
    public void The_catalogue_takes_less_than_a_megabyte_after_a_lookup_of_every_model()
    {
        var keys = PriceCatalogue.Table.Keys(PriceTable.Model);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var book = PriceBook.Load(PricingFiles.With());
        foreach (var (provider, id) in keys)
            book.Resolve(provider, id);

        long used = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(book);
        Assert.InRange(used, 1, 1 << 20);
    }
}
