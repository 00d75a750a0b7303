using AgentTracing.CompilerServices;

namespace AgentTracing.Pricing;

/// <summary>A price table in an assembly's image, which allocates no memory.</summary>
internal sealed class CompiledPriceTable(CompiledPrices prices, int index) : PriceTable
{
    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Text => prices.Table(index);

    /// <summary>The tables of <paramref name="prices"/>; later ones override earlier ones.</summary>
    public static IEnumerable<PriceTable> Of(CompiledPrices prices) => Enumerable.Range(0, prices.Tables).Select(index => new CompiledPriceTable(prices, index));
}
