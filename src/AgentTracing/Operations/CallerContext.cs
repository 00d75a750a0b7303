using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>
/// What the caller of an operation gets back when control returns to it: <see cref="Activity.Current"/> and the ambient chain.
/// </summary>
internal struct CallerContext
{
    private ExecutionContext? _before;
    private ExecutionContext? _inside;

    /// <summary>Remembers the caller's side, before the operation enters.</summary>
    internal static CallerContext Capture() => new() { _before = ExecutionContext.Capture() };

    /// <summary>Remembers the operation's side, after it entered.</summary>
    internal void Entered() => _inside = ExecutionContext.Capture();

    /// <summary>
    /// Gives the caller its context back. Where the implementation left no other ambient value behind, the whole context is swapped back, which
    /// allocates nothing; else only ours are reset, for what the implementation set is the caller's to see, as without us.
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
