using System.Collections.Concurrent;

namespace AgentTracing;

/// <summary>Limits the distinct values of a metric label: the first ones are kept, the rest become <c>_other</c>.</summary>
internal sealed class Label
{
    internal const string Other = "_other";

    internal static readonly Label Model = new();
    internal static readonly Label Agent = new();
    internal static readonly Label Tool = new();

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private int _count;
    private string? _last;

    /// <summary>The value, or <see cref="Other"/> if there are too many; null stays null.</summary>
    internal string? Cap(string? value)
    {
        // The same values repeat.
        if (value is null || string.Equals(value, _last, StringComparison.Ordinal))
            return value;

        if (_known.ContainsKey(value))
            return _last = value;

        // The count is incremented before the value is added, so the limit is never exceeded.
        if (Interlocked.Increment(ref _count) > AgentTracingOptions.Current.MaxLabelValues)
        {
            Interlocked.Decrement(ref _count);
            return Other;
        }

        if (!_known.TryAdd(value, value))
            Interlocked.Decrement(ref _count);
        return value;
    }

    /// <summary>Removes all values, so that tests do not share them.</summary>
    internal void Reset()
    {
        _last = null;
        _known.Clear();
        Volatile.Write(ref _count, 0);
    }
}
