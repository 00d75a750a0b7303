namespace AgentTracing;

/// <summary>
/// Faults of telemetry itself: a reader of usage that throws, a listener that throws. They are counted and reported on the
/// <c>AgentTracing</c> event source, and never reach the traced call.
/// </summary>
internal static class TelemetryFault
{
    private static long _count;

    /// <summary>Faults since the start of the process.</summary>
    internal static long Count => Volatile.Read(ref _count);

    /// <summary>Counts and reports a fault.</summary>
    /// <param name="step">The failed action, in the infinitive: "read the usage".</param>
    /// <param name="exception">The exception.</param>
    internal static void Report(string step, Exception exception)
    {
        Interlocked.Increment(ref _count);
        try
        {
            AgentTracingEventSource.Log.Fault(step, exception.GetType().ToString(), exception.Message);
        }
        catch (Exception)
        {
            // The fault is counted. An event listener or an exception's Message that throws here cannot be reported anywhere.
        }
    }

    /// <summary>Reports a usage whose figures contradict each other: an error of the provider, or unknown counting rules.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="model">The model.</param>
    /// <param name="figures">The reported figures.</param>
    internal static void ReportContradiction(string? provider, string? model, string figures)
    {
        try
        {
            AgentTracingEventSource.Log.ContradictoryUsage(provider ?? "an unknown provider", model ?? "an unknown model", figures);
        }
        catch (Exception)
        {
            // As above: an event listener that throws cannot be reported anywhere.
        }
    }
}
