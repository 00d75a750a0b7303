using System.Diagnostics.Metrics;

namespace AgentTracing;

/// <summary>
/// What Semantic Kernel's connectors count of each of their requests. One that calls functions by itself makes several for one call and returns the last answer only; of the
/// others these counters tell the input and the output, on the flow of execution of the call (reference: Semantic Kernel 1.82, <c>LogUsage</c> of each connector).
/// </summary>
internal static class ConnectorMeters
{
    private const string Family = "Microsoft.SemanticKernel.Connectors.";
    private const string Input = ".tokens.prompt";
    private const string Output = ".tokens.completion";

    private static readonly Lazy<MeterListener> Listener = new(Listen);

    /// <summary>Begins to follow the counters.</summary>
    internal static void Follow() => _ = Listener.Value;

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith(Family, StringComparison.Ordinal)
                    && (instrument.Name.EndsWith(Input, StringComparison.Ordinal) || instrument.Name.EndsWith(Output, StringComparison.Ordinal)))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>(static (instrument, tokens, _, _) => Measured(instrument.Name.EndsWith(Input, StringComparison.Ordinal), tokens));
        listener.Start();
        return listener;
    }

    private static void Measured(bool isInput, long tokens)
    {
        try
        {
            if (AmbientContext.Current?.Operation is { } operation && (operation.Llm ?? operation.Aggregate?.Call) is { } call)
                call.Measure(isInput, tokens);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read a connector's counter", exception);
        }
    }
}
