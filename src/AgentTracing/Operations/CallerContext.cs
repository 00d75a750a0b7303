using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing;

/// <summary>
/// What the caller of an operation gets back when control returns to it: <see cref="Activity.Current"/> and the ambient chain.
/// </summary>
internal struct CallerContext
{
    private Activity? _activity;
    private ExecutionContext? _before;
    private ExecutionContext? _inside;

    /// <summary>Remembers the caller's side, before the operation enters.</summary>
    internal static CallerContext Capture() => new()
    {
        _activity = Activity.Current,
        _before = ExecutionContext.Capture(),
    };

    /// <summary>Remembers the operation's side, after it entered.</summary>
    internal void Entered() => _inside = ExecutionContext.Capture();

    /// <summary>
    /// Gives the caller its context back. Where the implementation left no other ambient value behind, the whole context is swapped back, which
    /// allocates nothing; else only ours are reset, for what the implementation set is the caller's to see, as without us.
    /// </summary>
    internal readonly void Return(IAmbientNode? ambient)
    {
        var hasBaggage = ScopeBaggage.IsOn && _before is not null;
        var baggage = hasBaggage ? Baggage.Current : default;
        var untouched = _before is not null && ReferenceEquals(ExecutionContext.Capture(), _inside);
        if (untouched || (_before is not null && _activity is { IsStopped: true }))
        {
            ExecutionContext.Restore(_before!);
        }
        else
        {
            Activity.Current = _activity;
            AmbientContext.Current = ambient;
        }

        if (hasBaggage)
            ScopeBaggage.Leave(_before!, baggage);
    }
}
