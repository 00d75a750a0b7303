using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>The compiled pricing files of one assembly. Generated code derives from it and registers a single instance.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CompiledPrices
{
    /// <summary>Creates the prices of an assembly.</summary>
    /// <param name="assembly">Name of the assembly.</param>
    /// <param name="rank">One above every referenced assembly with prices: an assembly overrides those that it references.</param>
    /// <param name="isApplication">Whether the assembly is an application, which overrides every library.</param>
    /// <param name="tables">How many tables there are.</param>
    protected CompiledPrices(string assembly, int rank, bool isApplication, int tables) =>
        (Assembly, Rank, IsApplication, Tables) = (assembly, rank, isApplication, tables);

    internal string Assembly { get; }

    internal int Rank { get; }

    internal bool IsApplication { get; }

    internal int Tables { get; }

    /// <summary>Adds the prices to <see cref="PriceBook.Default"/>. The order of registrations does not matter.</summary>
    public static void Register(CompiledPrices prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        PriceBook.Default.Register(prices);
    }

    /// <summary>
    /// One file: lines of UTF-8, <c>kind TAB provider TAB name TAB value</c>, in ordinal order. A later table overrides an earlier one.
    /// </summary>
    public abstract ReadOnlySpan<byte> Table(int index);
}
