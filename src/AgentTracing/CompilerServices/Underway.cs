using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Whether a new operation could be part of something that is running: an operation, a span of another library, or a measurement without
/// listeners (<see cref="Measuring"/>). It is false only if nothing has begun since the last listener was removed.
/// </summary>
internal static class Underway
{
    private static bool _hasBegun;

    internal static bool IsAny
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _hasBegun || Measuring.IsOn;
    }

    /// <summary>Records that something begins.</summary>
    internal static void Begin()
    {
        if (!_hasBegun)
            _hasBegun = true;
    }

    /// <summary>Whether operations are recorded at all. If not, the state is reset.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsEnabled()
    {
        if (AgentTelemetry.IsEnabled)
            return true;

        // Something may begin at this moment. An operation that begins has seen the listener, so the second check sees it as well.
        _hasBegun = false;
        Interlocked.MemoryBarrier();
        if (!AgentTelemetry.IsEnabled)
            return false;

        _hasBegun = true;
        return true;
    }
}
