using System.Globalization;
using AgentTracing.Pricing;
using CsCheck;

namespace AgentTracing.Tests.Pricing;

public class PricePropertyTests
{
    private static readonly List<(string Provider, string Name)> Models = PriceCatalogue.Table.Keys(PriceTable.Model);

    private static readonly Gen<(string Provider, string Name)> GenChat = Gen.Int[0, Models.Count - 1].Select(i => Models[i])
        .Where(model => PriceCatalogue.Table.FindModel(model.Provider, model.Name)! is { IsFree: false } entry && entry.Periods[^1].Standard.Base.Output is not null);

    private static readonly Gen<long> GenTokens = Gen.Frequency((1, Gen.Const(0L)), (4, Gen.Long[0, 100_000]), (1, Gen.Long[0, 1L << 55]));

    private static readonly Gen<TokenUsage> GenUsage =
        Gen.Select(GenTokens.Array[10], tokens => new TokenUsage
        {
            Input = tokens[0],
            CacheRead = tokens[1],
            CacheWrite = tokens[2],
            CacheWrite5m = tokens[3],
            CacheWrite1h = tokens[4],
            InputAudio = tokens[5],
            CacheReadAudio = tokens[6],
            Output = tokens[7],
            OutputAudio = tokens[8],
        });

    private static readonly Gen<decimal> GenPrice = Gen.Int[1, 99_999_999].Select(Gen.Int[0, 6], (digits, decimals) => new decimal(digits % 1_000_000, 0, 0, false, (byte)decimals) + 0.000001m)
        .Select(price => decimal.Round(price % 10_000, 6));

    [Fact]
    public void Cost_is_the_sum_over_the_buckets_within_one_tier() => Gen.Select(GenChat, GenUsage).Sample((model, usage) =>
    {
        // Without tiers, the parts of a prompt together cost the same as the whole.
        Rates rates = PriceCatalogue.Table.FindModel(model.Provider, model.Name)!.Periods[^1].Standard.Base;
        PriceBook book = BookOf(rates);
        decimal parts = 0;
        foreach (var part in Parts(usage))
            parts += Usd(book, part);

        return Usd(book, usage) == parts && Usd(book, usage + usage) == 2 * parts;
    });

    [Fact]
    public void Cost_never_falls_when_tokens_are_added() => Gen.Select(GenChat, GenUsage, GenUsage).Sample((model, usage, more) =>
    {
        Assert.True(PriceBook.Default.TryGetCost(model.Provider, model.Name, usage, out Cost less));
        Assert.True(PriceBook.Default.TryGetCost(model.Provider, model.Name, usage + more, out Cost greater));
        return less.Usd <= greater.Usd;
    });

    [Fact]
    public void Cost_is_the_formula_in_plain_decimals() => Gen.Select(GenPrice.Array[9], GenUsage).Sample((prices, usage) =>
    {
        static string Text(decimal price) => price.ToString("0.######", CultureInfo.InvariantCulture);
        var book = PriceBook.Load(PricingFiles.WithPrices($$$"""
            {"rates": {"input": "{{{Text(prices[0])}}}", "output": "{{{Text(prices[1])}}}", "cacheRead": "{{{Text(prices[2])}}}",
              "cacheWrite": {"default": "{{{Text(prices[3])}}}", "5m": "{{{Text(prices[4])}}}", "1h": "{{{Text(prices[5])}}}"},
              "inputAudio": "{{{Text(prices[6])}}}", "outputAudio": "{{{Text(prices[7])}}}", "cacheReadAudio": "{{{Text(prices[8])}}}"}}
            """));
        decimal expected = ((usage.Input * prices[0]) + (usage.CacheRead * prices[2]) + (usage.CacheWrite * prices[3]) + (usage.CacheWrite5m * prices[4])
            + (usage.CacheWrite1h * prices[5]) + (usage.InputAudio * prices[6]) + (usage.CacheReadAudio * prices[8])
            + (usage.Output * prices[1]) + (usage.OutputAudio * prices[7])) / 1_000_000;
        return Usd(book, usage) == expected;
    });

    [Fact]
    public void The_order_of_entries_does_not_matter()
    {
        string[] entries =
        [
            .. Enumerable.Range(0, 12).Select(i => $$$"""{"provider": "acme", "id": "m{{{i}}}", "aliases": ["alias{{{i}}}"], "prices": [{"rates": {"input": "{{{i + 1}}}", "output": "{{{i + 1}}}"}}]}"""),
        ];
        Gen.Shuffle(entries).Sample(
            shuffled =>
            {
                var book = PriceBook.Load(PricingFiles.With(string.Join(",", shuffled)));
                for (int i = 0; i < entries.Length; i++)
                {
                    Assert.True(book.TryGetCost("acme", "alias" + i, new() { Input = 1_000_000 }, out Cost cost));
                    Assert.Equal(new Cost { Usd = i + 1, EntryId = "acme/m" + i }, cost);
                }
            },
            iter: 50);
    }

    private static IEnumerable<TokenUsage> Parts(TokenUsage usage) =>
    [
        new() { Input = usage.Input }, new() { CacheRead = usage.CacheRead }, new() { CacheWrite = usage.CacheWrite }, new() { CacheWrite5m = usage.CacheWrite5m },
        new() { CacheWrite1h = usage.CacheWrite1h }, new() { InputAudio = usage.InputAudio }, new() { CacheReadAudio = usage.CacheReadAudio },
        new() { Output = usage.Output }, new() { OutputAudio = usage.OutputAudio },
    ];

    private static PriceBook BookOf(Rates rates)
    {
        static string Text(long rate) => ((decimal)rate / Rates.Scale).ToString("0.######", CultureInfo.InvariantCulture);
        var flat = rates.All().Where(rate => !rate.Key.StartsWith("cacheWrite.", StringComparison.Ordinal)).Select(rate => $"\"{rate.Key}\": \"{Text(rate.Value)}\"");
        var writes = rates.CacheWrite?.Select(write => $"\"{write.Key}\": \"{Text(write.Value)}\"");
        string cacheWrite = writes is null ? "" : $$""", "cacheWrite": { {{string.Join(", ", writes)}} }""";
        return PriceBook.Load(PricingFiles.WithPrices($$"""{"rates": { {{string.Join(", ", flat)}} {{cacheWrite}} } }"""));
    }

    private static decimal Usd(PriceBook book, in TokenUsage usage)
    {
        Assert.True(book.TryGetCost("acme", "m", usage, out Cost cost));
        return cost.Usd;
    }
}
