namespace AgentTracing.CompilerServices;

/// <summary>The distinct sessions of a response's items.</summary>
internal struct BilledSessions
{
    private string? _first;
    private HashSet<string>? _further;

    /// <summary>Adds a session.</summary>
    /// <param name="id">Its id; null is ignored.</param>
    /// <returns>Whether the session is new.</returns>
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
