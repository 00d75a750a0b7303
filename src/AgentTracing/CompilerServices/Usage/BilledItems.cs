using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>Counts the items of a response that the provider bills per unit: searches, sessions. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BilledItems
{
    /// <summary>Counts the billed items.</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="response">Receives the counts.</param>
    /// <param name="items">The items; null means none.</param>
    /// <param name="billed">Returns the billed unit of an item.</param>
    public static void Read<T>(LlmResponse response, IEnumerable<T>? items, Func<T, BilledItem> billed)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(billed);
        var (webSearches, fileSearches, codeSessions, imageGenerations) = (0L, 0L, 0L, 0L);
        var sessions = default(BilledSessions);
        foreach (var item in items ?? [])
        {
            var unit = billed(item);
            switch (unit.Kind)
            {
                case BilledItem.Unit.WebSearch: webSearches++; break;
                case BilledItem.Unit.FileSearch: fileSearches++; break;
                case BilledItem.Unit.CodeSession when sessions.Add(unit.Session): codeSessions++; break;
                case BilledItem.Unit.ImageGeneration: imageGenerations++; break;
            }
        }

        response.ReadUnits(webSearches: webSearches, fileSearches: fileSearches, codeSessions: codeSessions, imageGenerations: imageGenerations);
    }
}
