using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Marks an assembly with its own prices. A project that references it reads them at compile time: its generated code registers them, and
/// its analyzers use them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class CompiledPricesAttribute : Attribute
{
    /// <summary>Describes the prices of the assembly.</summary>
    /// <param name="prices">The type derived from <see cref="CompiledPrices"/>.</param>
    /// <param name="rank">One above every referenced assembly with prices.</param>
    /// <param name="tables">The tables, as <see cref="CompiledPrices.Table"/> returns them.</param>
    public CompiledPricesAttribute(Type prices, int rank, params string[] tables) => (Prices, Rank, Tables) = (prices, rank, tables);

    /// <summary>The type derived from <see cref="CompiledPrices"/>.</summary>
    public Type Prices { get; }

    /// <summary>One above every referenced assembly with prices.</summary>
    public int Rank { get; }

    /// <summary>The tables, as <see cref="CompiledPrices.Table"/> returns them.</summary>
    public IReadOnlyList<string> Tables { get; }
}
