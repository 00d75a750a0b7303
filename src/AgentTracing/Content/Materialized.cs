using System.Collections;

namespace AgentTracing;

/// <summary>
/// Distinguishes materialized collections from sequences whose enumeration runs code: queries, iterators, database streams. Interfaces do
/// not suffice, because LINQ's iterators implement <see cref="IList{T}"/>.
/// </summary>
internal static class Materialized
{
    internal static bool Is(IEnumerable items)
    {
        if (items is Array)
            return true;

        var type = items.GetType();
        return type.Namespace is { } name
            ? name.StartsWith("System.Collections", StringComparison.Ordinal)
            : type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal); // Types that the compiler generates for collection expressions.
    }
}
