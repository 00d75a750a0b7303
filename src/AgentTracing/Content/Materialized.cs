using System.Collections;

namespace AgentTracing;

/// <summary>
/// Tells collections that are complete from sequences whose enumeration runs code: queries, iterators, streams of a database. Interfaces do not
/// tell, for iterators of LINQ implement <see cref="IList{T}"/>.
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
            : type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal); // What the compiler makes of a collection expression.
    }
}
