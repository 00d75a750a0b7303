namespace AgentTracing;

/// <summary>
/// Faults of telemetry itself: a reader of usage that throws, a listener that throws. They are counted and told on the
/// <c>AgentTracing</c> event source; they never reach the traced call.
/// </summary>
internal static class TelemetryFault
{
    private static long _count;

    /// <summary>Faults since the start of the process.</summary>
    internal static long Count => Volatile.Read(ref _count);

    /// <summary>Counts a fault and tells of it.</summary>
    /// <param name="step">What was being done, in the infinitive: "read the usage".</param>
    /// <param name="exception">What went wrong.</param>
    internal static void Report(string step, Exception exception)
    {
        Interlocked.Increment(ref _count);
        try
        {
            AgentTracingEventSource.Log.Fault(step, exception.GetType().ToString(), exception.Message);
        }
        catch (Exception)
        {
            // The fault is counted; an event listener, or an exception's Message, that throws in turn cannot be reported anywhere.
        }
    }

    /// <summary>Tells of a usage whose figures contradict each other: the provider's fault, or a way of counting that is not known.</summary>
    /// <param name="provider">Who answered.</param>
    /// <param name="model">The model.</param>
    /// <param name="figures">The figures as they were reported.</param>
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
