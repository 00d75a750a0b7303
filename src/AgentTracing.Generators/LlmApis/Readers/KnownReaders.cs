using System.Collections.Concurrent;
using AgentTracing.Generators.Infrastructure;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.LlmApis;

/// <summary>
/// The readers of a compilation by the types that they read. Many operations, calls and analyzers read the same few types, and to walk a
/// type takes long.
/// </summary>
/// <param name="make">Creates the reader of a type; returns null when there is nothing to read.</param>
internal sealed class KnownReaders(Func<ITypeSymbol, Compilation, ReaderModel?> make)
{
    private readonly CompilationFact<ConcurrentDictionary<ITypeSymbol, ReaderModel?>> _known = new(static _ => new(SymbolEqualityComparer.IncludeNullability));

    /// <summary>The reader of a type in a compilation; null when there is nothing to read.</summary>
    public ReaderModel? Of(ITypeSymbol type, Compilation compilation) => _known.Of(compilation).GetOrAdd(type, key => make(key, compilation));
}
