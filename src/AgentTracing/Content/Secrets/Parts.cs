namespace AgentTracing;

/// <summary>The parts of a text between separators, empty ones included.</summary>
internal ref struct Parts(ReadOnlySpan<char> text, ReadOnlySpan<char> separators)
{
    private readonly ReadOnlySpan<char> _separators = separators;
    private ReadOnlySpan<char> _rest = text;
    private bool _isDone;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly Parts GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_isDone)
            return false;

        var end = _rest.IndexOfAny(_separators);
        _isDone = end < 0;
        Current = _isDone ? _rest : _rest[..end];
        _rest = _isDone ? default : _rest[(end + 1)..];
        return true;
    }
}
