using System.Collections.Concurrent;
using AgentTracing.CompilerServices;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>The labels that <see cref="AgentTracingOptions.MetricDimensions"/> adds to metrics.</summary>
internal static class MetricDimension
{
    private static readonly ConcurrentDictionary<string, Label> Labels = new(StringComparer.Ordinal);

    /// <summary>The labels of an operation: each from the nearest parameter with that key, else from the scope's metadata.</summary>
    /// <param name="operation">The operation; null when there is none.</param>
    /// <returns>The labels with a value; empty when none are configured.</returns>
    internal static Tag[] Of(Operation? operation)
    {
        var keys = AgentTracingOptions.Current.MetricDimensions;
        if (keys.Count == 0)
            return [];

        var tags = new List<Tag>(keys.Count);
        foreach (var key in keys)
        {
            if (ValueOf(key, operation) is { Length: > 0 } value)
                tags.Add(new(key, Labels.GetOrAdd(key, static _ => new Label()).Cap(value)));
        }

        return [.. tags];
    }

    /// <summary>Attributes with those labels.</summary>
    internal static Tag[] With(Tag[] tags, Tag[] dimensions) => dimensions.Length == 0 ? tags : [.. tags, .. dimensions];

    /// <summary>Removes all values, so that tests do not share them.</summary>
    internal static void Reset() => Labels.Clear();

    private static string? ValueOf(string key, Operation? operation)
    {
        for (var around = operation; around is not null; around = around.Parent)
        {
            foreach (var (name, value) in around.Input?.Tags ?? [])
            {
                if (value is not null && string.Equals(name, key, StringComparison.Ordinal))
                    return Convert.ToString(TagValue.Of(value), System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        foreach (var (name, value) in (operation is null ? AmbientContext.Current?.Scope : operation.Scope)?.Metadata ?? [])
        {
            if (string.Equals(name, key, StringComparison.Ordinal))
                return value;
        }

        return null;
    }
}
