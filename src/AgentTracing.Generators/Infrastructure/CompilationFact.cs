using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// A fact about a compilation, computed lazily, once for all analyzers and generators, and kept as long as the compilation. It is computed
/// without a cancellation token, because <see cref="Lazy{T}"/> caches exceptions.
/// </summary>
/// <param name="find">Computes it.</param>
internal sealed class CompilationFact<T>(Func<Compilation, T> find)
{
    private readonly ConditionalWeakTable<Compilation, Lazy<T>> _known = new();

    /// <summary>The fact about <paramref name="compilation"/>.</summary>
    public T Of(Compilation compilation) => _known.GetValue(compilation, key => new Lazy<T>(() => find(key))).Value;
}
