using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// A fact about a compilation that follows from its references, its options and the attributes of its assembly: kept for the next compilations as long as these are the
/// same. The value must hold no symbol, which would keep its compilation alive.
/// </summary>
/// <param name="find">Finds it.</param>
internal sealed class ReusedFact<T>(Func<Compilation, T> find)
{
    /// <summary>The fact about <paramref name="compilation"/>.</summary>
    public T Of(Compilation compilation) => (T)CompilationParts.Of(compilation).Facts.GetOrAdd(this, _ => find(compilation))!;
}
