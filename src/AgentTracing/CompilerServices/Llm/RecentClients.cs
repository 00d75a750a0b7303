namespace AgentTracing.CompilerServices;

/// <summary>
/// A cache of client descriptions, so equal ones share an object. It uses weak references, and no lock, because losing an entry only costs
/// an allocation.
/// </summary>
internal static class RecentClients
{
    private const int Size = 8;

    private static readonly WeakReference<LlmClient>?[] Recent = new WeakReference<LlmClient>?[Size];
    private static int _next;

    /// <summary>Returns an equal cached description; null when there is none, and then adds this one.</summary>
    internal static LlmClient? Known(LlmClient client)
    {
        foreach (var recent in Recent)
        {
            if (recent is null)
                break;
            if (recent.TryGetTarget(out var known) && known.HasSameValuesAs(client))
                return known;
        }

        Volatile.Write(ref Recent[(uint)_next++ % Size], new WeakReference<LlmClient>(client));
        return null;
    }
}
