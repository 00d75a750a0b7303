using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The events of a run whose operation began with the call that started it: only the first enumeration continues it.</summary>
internal sealed class StreamOfRun(Operation begun) : StreamSource
{
    private int _isTaken;

    /// <summary>A run that is not watched and no longer referenced still ends its span.</summary>
    ~StreamOfRun()
    {
        if (Take() is { } operation)
            new StreamOperation(operation).Abandon();
    }

    /// <summary>The operation that started the run.</summary>
    internal Operation Operation => begun;

    /// <summary>The operation, for the first caller, which ends it; null for later ones.</summary>
    internal Operation? Take()
    {
        GC.SuppressFinalize(this);
        return Interlocked.Exchange(ref _isTaken, 1) == 0 ? begun : null;
    }

    internal override StreamOperation? Next(CancellationToken cancellationToken) => Take() is { } operation ? new(operation, cancellationToken) : null;
}
