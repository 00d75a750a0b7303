using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// The answers that were counted and may come again from a store: those of clients with a cache, and those that calls inside a client gave. The
/// last few thousand are kept.
/// </summary>
internal static class CountedIds
{
    private const int Capacity = 4096;

    private static readonly object Gate = new();
    private static readonly HashSet<Key> Known = [];
    private static readonly Queue<Key> Order = new();

    /// <summary>Remembers an answer.</summary>
    /// <param name="response">The answer; one without an id cannot be known again.</param>
    /// <param name="client">Its client.</param>
    internal static void Add(LlmResponse response, LlmClient? client)
    {
        if (KeyOf(response, client) is not { } key)
            return;

        lock (Gate)
        {
            if (!Known.Add(key))
                return;

            Order.Enqueue(key);
            if (Order.Count > Capacity)
                Known.Remove(Order.Dequeue());
        }
    }

    /// <summary>Whether an answer is known.</summary>
    internal static bool Contains(LlmResponse response, LlmClient? client)
    {
        if (KeyOf(response, client) is not { } key)
            return false;

        lock (Gate)
            return Known.Contains(key);
    }

    /// <summary>A cache may be several clients' of one service; a client that keeps answers out of sight is known by itself only.</summary>
    private static Key? KeyOf(LlmResponse response, LlmClient? client)
    {
        var origin = client?.HasCache == true ? (object?)client.Server ?? client.Identity : client?.Identity;
        return response.Id is { } id && origin is not null ? new(id, origin) : null;
    }

    private readonly record struct Key(string Id, object Origin);
}
