namespace AgentTracing;

/// <summary>
/// Caches the values of the most recent keys, because the calls of one operation have few different ones. It takes no lock: losing an entry
/// only costs creating it again.
/// </summary>
/// <param name="make">Creates the value of a key.</param>
internal sealed class Recent<TKey, TValue>(Func<TKey, TValue> make)
    where TKey : struct, IEquatable<TKey>
    where TValue : class
{
    private const int Size = 8;

    private readonly Entry?[] _entries = new Entry?[Size];
    private int _next;

    /// <summary>The value of a key.</summary>
    internal TValue For(in TKey key)
    {
        foreach (var entry in _entries)
        {
            if (entry is null)
                break;
            if (entry.Key.Equals(key))
                return entry.Value;
        }

        var made = new Entry(key, make(key));
        Volatile.Write(ref _entries[(uint)_next++ % Size], made);
        return made.Value;
    }

    private sealed class Entry(TKey key, TValue value)
    {
        internal readonly TKey Key = key;
        internal readonly TValue Value = value;
    }
}
