using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Reuse;

/// <summary>
/// A fact about a compilation that depends only on its references, its options and the attributes of its assembly. It is kept for later
/// compilations as long as these are the same. The value must not contain symbols, which would keep the compilation alive.
/// </summary>
/// <param name="find">Computes it.</param>
internal sealed class ReusedFact<T>(Func<Compilation, T> find)
{
    /// <summary>The fact about <paramref name="compilation"/>.</summary>
    public T Of(Compilation compilation) => (T)CompilationParts.Of(compilation).Facts.GetOrAdd(this, _ => find(compilation))!;
}
