using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// The answers that were counted and may come again from a store: those of clients with a cache, and those that calls inside a client gave. The
/// last few thousand are kept.
/// </summary>
internal static class CountedIds
{
    private const int Capacity = 4096;

    /// <summary>Services make ids that are at least as long; shorter ones are made up by hand, and may come again for other answers.</summary>
    private const int UniqueLength = 20;

    private static readonly object Gate = new();
    private static readonly object Anyone = new();
    private static readonly HashSet<Key> Known = new(Capacity + 1);
    private static readonly Queue<Key> Order = new(Capacity + 1);

    /// <summary>Remembers an answer.</summary>
    /// <param name="response">The answer; one without an id cannot be known again.</param>
    /// <param name="client">Its client.</param>
    internal static void Add(LlmResponse response, LlmClient? client)
    {
        if (KeyOf(response, client) is { } key)
            Add(key);
    }

    /// <summary>Whether the id of an answer is a service's own, which no other answer has.</summary>
    internal static bool IsUnique(LlmResponse response) => response.Id is { Length: >= UniqueLength };

    /// <summary>Remembers an answer that another library's span may show once more without naming its client.</summary>
    internal static void AddUnique(LlmResponse response)
    {
        if (IsUnique(response))
            Add(new(response.Id!, Anyone));
    }

    /// <summary>Whether an answer that another library's span shows is known.</summary>
    internal static bool ContainsUnique(LlmResponse response)
    {
        if (!IsUnique(response))
            return false;

        lock (Gate)
            return Known.Contains(new(response.Id!, Anyone));
    }

    /// <summary>Whether an answer is known.</summary>
    internal static bool Contains(LlmResponse response, LlmClient? client)
    {
        if (KeyOf(response, client) is not { } key)
            return false;

        lock (Gate)
            return Known.Contains(key);
    }

    private static void Add(Key key)
    {
        lock (Gate)
        {
            if (!Known.Add(key))
                return;

            Order.Enqueue(key);
            if (Order.Count > Capacity)
                Known.Remove(Order.Dequeue());
        }
    }

    /// <summary>A cache may be several clients' of one service; a client that keeps answers out of sight is known by itself only.</summary>
    private static Key? KeyOf(LlmResponse response, LlmClient? client)
    {
        var origin = client?.HasCache == true ? (object?)client.Server ?? client.Identity : client?.Identity;
        return response.Id is { } id && origin is not null ? new(id, origin) : null;
    }

    private readonly record struct Key(string Id, object Origin);
}
