namespace AgentTracing.Eng.Prices;

/// <summary>
/// Compares two price tables line by line in their compiled form, so that order, white space and provenance do not count as changes.
/// </summary>
internal static class CatalogueDiff
{
    public static IEnumerable<string> Between(string shipped, string candidate)
    {
        var before = Lines(shipped);
        var after = Lines(candidate);
        foreach (string key in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            bool was = before.TryGetValue(key, out string? old);
            bool isNow = after.TryGetValue(key, out string? current);
            if (was && isNow && old == current)
                continue;
            if (was)
                yield return $"- {key} {old}";
            if (isNow)
                yield return $"+ {key} {current}";
        }
    }

    private static Dictionary<string, string> Lines(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split('\t'))
        .ToDictionary(fields => $"{fields[0]} {fields[1]}/{fields[2]}", fields => fields[3]);
}
