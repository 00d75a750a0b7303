using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// The ids of answers that were counted and may come again from a store: those of clients with a cache, and those that calls inside a client
/// gave. The last few thousand are kept.
/// </summary>
internal static class CountedIds
{
    private const int Capacity = 4096;

    private static readonly object Gate = new();
    private static readonly Dictionary<string, object?> Known = new(StringComparer.Ordinal);
    private static readonly Queue<string> Order = new();

    /// <summary>Remembers an answer.</summary>
    /// <param name="response">The answer; one without an id cannot be known again.</param>
    /// <param name="client">Its client.</param>
    internal static void Add(LlmResponse response, LlmClient? client)
    {
        if (response.Id is not { } id)
            return;

        lock (Gate)
        {
            if (!Known.TryAdd(id, client?.HasCache == true ? null : client?.Identity ?? Gate))
                return;

            Order.Enqueue(id);
            if (Order.Count > Capacity)
                Known.Remove(Order.Dequeue());
        }
    }

    /// <summary>Whether an answer is known, and nobody was asked for it this time.</summary>
    internal static bool Contains(LlmResponse response, LlmClient? client)
    {
        if (response.Id is not { } id)
            return false;

        // Where the client has no cache that we know of, what was given by a call inside of it and is given again without one comes from a store.
        lock (Gate)
            return Known.TryGetValue(id, out var identity) && (client?.HasCache == true || (identity is not null && Equals(identity, client?.Identity)));
    }
}
