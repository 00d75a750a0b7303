using System.Diagnostics;
using AgentTracing.CompilerServices;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>An open <see cref="AgentTrace.Extract"/>: the carrier's span is the parent of operations started inside.</summary>
internal sealed class RemoteParent : IAmbientNode, IDisposable
{
    private readonly Activity? _activity = Activity.Current;
    private readonly Baggage _baggage = Baggage.Current;
    private volatile bool _closed;

    private RemoteParent(IAmbientNode? outer, in ExtractedContext extracted)
    {
        Outer = outer;
        Parent = extracted.Parent;
        IsRoot = extracted.IsInvalid;
    }

    public IAmbientNode? Outer { get; }

    /// <summary>None: inner operations do not belong to operations of this process.</summary>
    public Operation? Operation => null;

    public TraceScope? Scope => Outer?.Scope;

    public bool IsClosed => _closed;

    /// <summary>The span in the other process.</summary>
    internal ActivityContext Parent { get; }

    /// <summary>Whether a new trace begins, because the carrier is invalid.</summary>
    internal bool IsRoot { get; }

    /// <summary>Whether no later span is current, so this is the parent of a new span.</summary>
    internal bool IsParentNow => ReferenceEquals(Activity.Current, _activity);

    internal static IDisposable Open(object carrier)
    {
        var extracted = TraceContextCarrier.Extract(carrier);
        var link = new RemoteParent(AmbientContext.Current, in extracted);
        if (extracted.Baggage.Count > 0)
            CurrentBaggage.Set(extracted.Baggage);
        AmbientContext.Current = extracted.Names || extracted.Baggage.Count > 0 ? link : AmbientContext.Current;
        return link;
    }

    public void Dispose()
    {
        if (_closed)
            return;

        _closed = true;
        CurrentBaggage.Set(_baggage);
        AmbientContext.Current = AmbientContext.Current;
    }
}
