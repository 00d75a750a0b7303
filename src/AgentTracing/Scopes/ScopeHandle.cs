using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>An open <see cref="AgentTrace.BeginScope"/>.</summary>
internal sealed class ScopeHandle : IAmbientNode, IDisposable
{
    private volatile bool _closed;

    private ScopeHandle(IAmbientNode? outer, TraceScope scope)
    {
        Outer = outer;
        Scope = TraceScope.Merge(outer?.Scope, scope);
        Operation = outer?.Operation;
    }

    public IAmbientNode? Outer { get; }

    public Operation? Operation { get; }

    public TraceScope? Scope { get; private set; }

    public bool IsClosed => _closed;

    internal static ScopeHandle Open(TraceScope scope)
    {
        var handle = new ScopeHandle(AmbientContext.Current, scope);
        AmbientContext.Current = handle;
        return handle;
    }

    /// <summary>Changes the values of the scope.</summary>
    internal void Update(TraceScope update) => Scope = TraceScope.Merge(Scope, update);

    /// <summary>Closes the scope. Readers skip closed nodes, so order and thread of the call do not matter.</summary>
    public void Dispose()
    {
        if (_closed)
            return;

        _closed = true;
        AmbientContext.Current = AmbientContext.Current;
    }
}
