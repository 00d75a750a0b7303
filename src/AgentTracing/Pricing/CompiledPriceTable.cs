using AgentTracing.CompilerServices;

namespace AgentTracing.Pricing;

/// <summary>A price table in the image of an assembly: it takes no memory of ours.</summary>
internal sealed class CompiledPriceTable(CompiledPrices prices, int index) : PriceTable
{
    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Text => prices.Table(index);

    /// <summary>The tables of <paramref name="prices"/>, from the overridden to the overriding.</summary>
    public static IEnumerable<PriceTable> Of(CompiledPrices prices) => Enumerable.Range(0, prices.Tables).Select(index => new CompiledPriceTable(prices, index));
}
