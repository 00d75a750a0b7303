using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace AgentTracing.Generators.Infrastructure;

/// <summary>
/// A fact about a method, or about the nearest method that it overrides. Each method is examined once, so a chain of overrides that all
/// call their base takes one step for each.
/// </summary>
internal sealed class OverrideChain<T>
    where T : class
{
    private readonly ConcurrentDictionary<IMethodSymbol, T?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>The fact about a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="find">Finds the fact about one method, regardless of those that it overrides; always the same.</param>
    public T? Of(IMethodSymbol method, Func<IMethodSymbol, T?> find)
    {
        T? found = null;
        List<IMethodSymbol> examined = [];
        for (var current = method.OriginalDefinition; current is not null; current = current.OverriddenMethod?.OriginalDefinition)
        {
            if (_known.TryGetValue(current, out found))
                break;

            examined.Add(current);
            if ((found = find(current)) is not null)
                break;
        }

        foreach (var each in examined)
            _known[each] = found;
        return found;
    }
}
