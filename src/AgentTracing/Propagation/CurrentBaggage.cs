using OpenTelemetry;
using OpenTelemetry.Context;

namespace AgentTracing;

/// <summary>
/// <see cref="Baggage.Current"/>, set only for the current flow of execution. OpenTelemetry stores baggage in a mutable holder that child
/// flows inherit, so setting it in one flow leaks into siblings: one user's id would leave with another's requests.
/// </summary>
internal static class CurrentBaggage
{
    /// <summary>OpenTelemetry's name of the slot with the holder.</summary>
    private const string Slot = "otel.baggage";

    internal static void Set(Baggage baggage)
    {
        try
        {
            // Without a holder, the setter below creates one for this flow.
            RuntimeContext.SetValue(Slot, null);
        }
        catch (Exception exception)
        {
            // Unknown OpenTelemetry version: set nothing rather than risk another user's baggage.
            TelemetryFault.Report("set the baggage", exception);
            return;
        }

        Baggage.Current = baggage;
    }
}
