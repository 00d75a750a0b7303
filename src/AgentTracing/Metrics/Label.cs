using System.Collections.Concurrent;

namespace AgentTracing;

/// <summary>Bounds the values of a metric label: the first so many distinct values stay, the rest become <c>_other</c>.</summary>
internal sealed class Label
{
    internal const string Other = "_other";

    internal static readonly Label Model = new();
    internal static readonly Label Agent = new();
    internal static readonly Label Tool = new();

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The value, or <see cref="Other"/> where there are too many; null stays null.</summary>
    internal string? Cap(string? value)
    {
        if (value is null || _known.ContainsKey(value))
            return value;

        if (Volatile.Read(ref _count) >= AgentTracingOptions.Current.MaxLabelValues)
            return Other;

        if (_known.TryAdd(value, value) && Interlocked.Increment(ref _count) > AgentTracingOptions.Current.MaxLabelValues)
        {
            _known.TryRemove(value, out _);
            Interlocked.Decrement(ref _count);
            return Other;
        }

        return value;
    }

    /// <summary>Forgets all values, so that tests do not share them.</summary>
    internal void Reset()
    {
        _known.Clear();
        Volatile.Write(ref _count, 0);
    }
}
