using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>
/// The caller's context, which is restored when control returns to it: <see cref="Activity.Current"/> and the ambient chain.
/// </summary>
internal struct CallerContext
{
    private ExecutionContext? _before;
    private ExecutionContext? _inside;

    /// <summary>Captures the caller's context, before the operation starts.</summary>
    internal static CallerContext Capture() => new() { _before = ExecutionContext.Capture() };

    /// <summary>Captures the operation's context, after it has started.</summary>
    internal void Entered() => _inside = ExecutionContext.Capture();

    /// <summary>
    /// Restores the caller's context. If the implementation changed no other ambient value, the whole context is restored, which allocates
    /// nothing. Otherwise only our values are reset, because the caller must see the implementation's changes, as without tracing.
    /// </summary>
    /// <param name="ambient">The ambient chain of the caller.</param>
    /// <param name="activity">The span that was current when the operation began.</param>
    internal readonly void Return(IAmbientNode? ambient, Activity? activity)
    {
        var hasBaggage = ScopeBaggage.IsOn && _before is not null;
        var baggage = hasBaggage ? Baggage.Current : default;
        var untouched = _before is not null && ReferenceEquals(ExecutionContext.Capture(), _inside);
        if (untouched || (_before is not null && activity is { IsStopped: true }))
        {
            ExecutionContext.Restore(_before!);
        }
        else
        {
            Activity.Current = activity;
            AmbientContext.Current = ambient;
        }

        if (hasBaggage)
            ScopeBaggage.Leave(_before!, baggage);
    }
}
