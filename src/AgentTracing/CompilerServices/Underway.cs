using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Whether anything may be running of which an operation that starts now could be a part: an operation, a span of another library, or what counts without
/// listeners (<see cref="Measuring"/>). False for certain only where nothing was begun since nobody listened.
/// </summary>
internal static class Underway
{
    private static bool _hasBegun;

    internal static bool IsAny
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hasBegun || Measuring.IsOn;
    }

    /// <summary>Takes note that something begins.</summary>
    internal static void Begin()
    {
        if (!_hasBegun)
            _hasBegun = true;
    }

    /// <summary>Whether operations are recorded at all. Where they are not, what was recorded before is forgotten.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsEnabled()
    {
        if (AgentTelemetry.IsEnabled)
            return true;

        // Something may begin at this moment: an operation that begins has seen the listener, and so does the second check.
        _hasBegun = false;
        Interlocked.MemoryBarrier();
        if (!AgentTelemetry.IsEnabled)
            return false;

        _hasBegun = true;
        return true;
    }
}
