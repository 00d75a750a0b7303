using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Counts the items of a response that the provider bills per unit: searches, sessions. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BilledItems
{
    /// <summary>Counts the billed items.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items; null means none.</param>
    /// <param name="isBilled">Whether an item is billed.</param>
    /// <returns>The count.</returns>
    public static long Count<T>(IEnumerable<T>? items, Func<T, bool> isBilled)
    {
        ArgumentNullException.ThrowIfNull(isBilled);
        long count = 0;
        foreach (var item in items ?? [])
        {
            if (isBilled(item))
                count++;
        }

        return count;
    }

    /// <summary>Counts sessions, which are billed once for all their items.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items; null means none.</param>
    /// <param name="sessionOf">Returns the session of an item; null when it belongs to none.</param>
    /// <returns>The count.</returns>
    public static long CountSessions<T>(IEnumerable<T>? items, Func<T, string?> sessionOf)
    {
        ArgumentNullException.ThrowIfNull(sessionOf);
        long count = 0;
        var sessions = default(BilledSessions);
        foreach (var item in items ?? [])
        {
            if (sessions.Add(sessionOf(item)))
                count++;
        }

        return count;
    }
}
