namespace AgentTracing.CompilerServices;

/// <summary>
/// What clients said of themselves last, so that what is said again need not be kept again. Nothing is held by it: what no call refers to any more is said anew.
/// It takes no lock, since losing one costs no more than that.
/// </summary>
internal static class RecentClients
{
    private const int Size = 8;

    private static readonly WeakReference<LlmClient>?[] Recent = new WeakReference<LlmClient>?[Size];
    private static int _next;

    /// <summary>What was said before and is the same; null when nothing is, and then this is what is known from now on.</summary>
    internal static LlmClient? Known(LlmClient client)
    {
        foreach (var recent in Recent)
        {
            if (recent is null)
                break;
            if (recent.TryGetTarget(out var known) && known.SaysTheSameAs(client))
                return known;
        }

        Volatile.Write(ref Recent[(uint)_next++ % Size], new WeakReference<LlmClient>(client));
        return null;
    }
}
