using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>
/// Counted responses that a cache may return again: those of clients with a cache, and those of calls inside a client. The last few
/// thousand are kept.
/// </summary>
internal static class CountedIds
{
    private const int Capacity = 4096;

    /// <summary>Ids of services are at least this long; shorter ones are written by hand, and may repeat for other responses.</summary>
    private const int UniqueLength = 20;

    private static readonly object Gate = new();
    private static readonly object AnyClient = new();
    private static readonly HashSet<Key> Known = new(Capacity + 1);
    private static readonly Queue<Key> Order = new(Capacity + 1);

    /// <summary>Adds a response.</summary>
    /// <param name="response">The response; it is ignored without an id.</param>
    /// <param name="client">Its client.</param>
    internal static void Add(LlmResponse response, LlmClient? client)
    {
        if (KeyOf(response, client) is { } key)
            Add(key);
    }

    /// <summary>Whether the id of a response comes from a service, so it is unique.</summary>
    internal static bool IsUnique(LlmResponse response) => response.Id is { Length: >= UniqueLength };

    /// <summary>Adds a response that another library's span may repeat without naming its client.</summary>
    internal static void AddUnique(LlmResponse response)
    {
        if (IsUnique(response))
            Add(new(response.Id!, AnyClient));
    }

    /// <summary>Whether the response of another library's span was added.</summary>
    internal static bool ContainsUnique(LlmResponse response)
    {
        if (!IsUnique(response))
            return false;

        lock (Gate)
            return Known.Contains(new(response.Id!, AnyClient));
    }

    /// <summary>Whether a response was added.</summary>
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

    /// <summary>Several clients of one service may share a cache; a client with an invisible cache is its own key.</summary>
    private static Key? KeyOf(LlmResponse response, LlmClient? client)
    {
        var origin = client?.HasCache == true ? (object?)client.Server ?? client.Identity : client?.Identity;
        return response.Id is { } id && origin is not null ? new(id, origin) : null;
    }

    private readonly record struct Key(string Id, object Origin);
}
