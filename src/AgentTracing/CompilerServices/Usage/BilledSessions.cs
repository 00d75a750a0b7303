namespace AgentTracing.CompilerServices;

/// <summary>The sessions of which an answer has items, each once.</summary>
internal struct BilledSessions
{
    private string? _first;
    private HashSet<string>? _further;

    /// <summary>Takes note of a session.</summary>
    /// <param name="id">Its id; null counts as none.</param>
    /// <returns>Whether it is a new one.</returns>
    internal bool Add(string? id)
    {
        if (id is null || id == _first)
            return false;
        if (_first is not null)
            return (_further ??= new HashSet<string>(StringComparer.Ordinal)).Add(id);

        _first = id;
        return true;
    }
}
