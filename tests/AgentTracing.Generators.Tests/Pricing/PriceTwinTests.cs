extern alias generators;
extern alias runtime;

using AgentTracing.Generators.Pricing;
using BuildTime = generators::AgentTracing;
using RunTime = runtime::AgentTracing;

namespace AgentTracing.Generators.Tests.Pricing;

/// <summary>The compiler and the running program agree on the model that an id refers to, and on its price.</summary>
public class PriceTwinTests
{
    private static readonly BuildTime.Pricing.PriceResolver Resolver = ShippedCatalogue.With(new PricingModel(new PricingTarget(PricingRole.Project, "T", false, []), []));

    [Fact]
    public void Every_id_of_the_catalogue_and_every_mutation_of_it_means_the_same()
    {
        var keys = ShippedCatalogue.Table.Keys(BuildTime.Pricing.PriceTable.Model);
        Assert.InRange(keys.Count, 1_500, int.MaxValue);
        var random = new Random(42);
        foreach (var (provider, id) in keys)
        {
            AssertSame(null, id);
            foreach (string model in Mutations(id, random).Prepend(id))
                AssertSame(provider, model);
        }
    }

    [Fact]
    public void Every_model_of_the_catalogue_costs_the_same()
    {
        var at = new DateTimeOffset(2026, 8, 22, 0, 0, 0, TimeSpan.Zero);
        foreach (var (provider, id) in ShippedCatalogue.Table.Keys(BuildTime.Pricing.PriceTable.Model))
        {
            foreach (long scale in new[] { 1, 300, 70_000_000L })
            {
                var status = BuildTime.Pricing.PriceCalculator.Compute(
                    Resolver.Resolve(provider, id),
                    new BuildTime.TokenUsage { Input = 1_001 * scale, CacheRead = 17 * scale, CacheWrite1h = 5 * scale, InputAudio = 3 * scale },
                    new BuildTime.CostOptions { ServiceTier = "batch", Geography = "us" },
                    at.UtcDateTime,
                    out decimal usd);
                RunTime.PriceBook.Default.TryGetCost(
                    provider,
                    id,
                    new RunTime.TokenUsage { Input = 1_001 * scale, CacheRead = 17 * scale, CacheWrite1h = 5 * scale, InputAudio = 3 * scale },
                    new RunTime.CostOptions { ServiceTier = "batch", Geography = "us", At = at },
                    out RunTime.Cost cost);
                Assert.Equal((status.ToString(), usd), (cost.Status.ToString(), cost.Usd));
                Assert.Equal(usd > 0, status is not (BuildTime.CostStatus.Free or BuildTime.CostStatus.Unpriced));
            }
        }
    }

    private static void AssertSame(string? provider, string model)
    {
        var built = Resolver.Resolve(provider, model);
        var ran = RunTime.PriceBook.Default.Resolve(provider, model);
        Assert.Equal((built.Match.ToString(), built.EntryId), (ran.Match.ToString(), ran.EntryId));
    }

    private static IEnumerable<string> Mutations(string id, Random random)
    {
        string[] forms =
        [
            id + "-super", id + "0", id[..^1], id.ToUpperInvariant(), " " + id + "\t", id + "-2031-01-02", id + "@20310102", id + "[1m]", id + ":0", id + "-v1:0", id + "@default",
            "models/" + id, "publishers/x/models/" + id, "projects/p/publishers/x/models/" + id, "openai/" + id, "openrouter/" + id, "ft:" + id + ":org::x",
            "us." + id, "arn:aws:bedrock:us-east-1:1:inference-profile/" + id,
        ];
        char[] shuffled = id.ToCharArray();
        (shuffled[0], shuffled[^1]) = (shuffled[^1], shuffled[0]);
        return [.. forms, new string(shuffled), id.Insert(random.Next(id.Length), "x"), id.Remove(random.Next(id.Length), 1)];
    }
}
