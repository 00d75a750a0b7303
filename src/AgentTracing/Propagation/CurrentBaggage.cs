using OpenTelemetry;
using OpenTelemetry.Context;

namespace AgentTracing;

/// <summary>
/// <see cref="Baggage.Current"/>, set for the running flow of execution alone. OpenTelemetry keeps it in a holder that all flows share which
/// come after its making, so that to set it in one is to set it in its siblings, too: one user's id would leave with the requests of another.
/// </summary>
internal static class CurrentBaggage
{
    /// <summary>OpenTelemetry's name of the slot that has the holder.</summary>
    private const string Slot = "otel.baggage";

    internal static void Set(Baggage baggage)
    {
        try
        {
            // Without a holder, the setter below makes one of this flow's own.
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
