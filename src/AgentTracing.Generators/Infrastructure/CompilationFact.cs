using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// A fact about a compilation: found once, when it is first asked for, for all analyzers and generators, and kept as long as the compilation. It is
/// found without a cancellation token, because a <see cref="Lazy{T}"/> keeps exceptions.
/// </summary>
/// <param name="find">Finds it.</param>
internal sealed class CompilationFact<T>(Func<Compilation, T> find)
{
    private readonly ConditionalWeakTable<Compilation, Lazy<T>> _known = new();

    /// <summary>The fact about <paramref name="compilation"/>.</summary>
    public T Of(Compilation compilation) => _known.GetValue(compilation, key => new Lazy<T>(() => find(key))).Value;
}
