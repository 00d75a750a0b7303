using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Counts items of an answer that the provider bills by the piece: searches, sessions. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BilledItems
{
    /// <summary>Counts the items that are billed.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items; null is none.</param>
    /// <param name="isBilled">Whether an item is billed.</param>
    /// <returns>How many.</returns>
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
    /// <param name="items">The items; null is none.</param>
    /// <param name="sessionOf">The session of an item; null where it is of none.</param>
    /// <returns>How many.</returns>
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
