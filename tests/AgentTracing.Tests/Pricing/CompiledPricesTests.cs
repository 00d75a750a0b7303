using System.Text;
using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Pricing;

public class CompiledPricesTests
{
    private static readonly CompiledPrices[] Assemblies =
    [
        new Prices("Zeta.Library", rank: 0, isApplication: false, "1"),
        new Prices("Alpha.Library", rank: 0, isApplication: false, "2"),
        new Prices("Plugin", rank: 7, isApplication: false, "3"),
        new Prices("Application", rank: 1, isApplication: true, "4", "5"),
    ];

    [Theory]
    [InlineData(new[] { 0 }, 1)]
    [InlineData(new[] { 0, 1 }, 1)] // of independent libraries, the one with the later name wins
    [InlineData(new[] { 1, 0 }, 1)]
    [InlineData(new[] { 2, 1, 0 }, 3)] // a library wins over the libraries it references
    [InlineData(new[] { 3, 2, 1, 0 }, 5)] // an application wins over all libraries; of its files, the last wins
    [InlineData(new[] { 0, 1, 2, 3, 3 }, 5)]
    public void The_winner_does_not_depend_on_the_order_of_registration(int[] order, decimal usd)
    {
        var book = PriceBook.Load(PricingFiles.With());
        foreach (int index in order)
        {
            book.Register(Assemblies[index]);
            book.Resolve("acme", "m"); // A lookup in between must not freeze the book.
        }

        Assert.True(book.TryGetCost("acme", "m", new() { Input = 1_000_000 }, out Cost cost));
        Assert.Equal(usd, cost.Usd);
    }

    private sealed class Prices(string assembly, int rank, bool isApplication, params string[] inputs) : CompiledPrices(assembly, rank, isApplication, inputs.Length)
    {
        private readonly byte[][] _tables =
        [
            .. inputs.Select(input => PriceTableWriter.Write(PricingFileReader.Read(
                PricingFiles.WithPrices($$$"""{"rates": {"input": "{{{input}}}", "output": "1"}}"""), new Dictionary<string, PriceProvider>()))).Select(Encoding.UTF8.GetBytes),
        ];

        public override ReadOnlySpan<byte> Table(int index) => _tables[index];
    }
}
