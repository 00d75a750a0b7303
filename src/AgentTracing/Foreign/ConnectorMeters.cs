using System.Diagnostics.Metrics;

namespace AgentTracing;

/// <summary>
/// The metrics of Semantic Kernel's connectors. A function-calling connector makes several requests for one call and returns only the last
/// response; its counters have the input and output of the others, in the execution context of the call (reference: Semantic Kernel 1.82,
/// <c>LogUsage</c> of each connector).
/// </summary>
internal static class ConnectorMeters
{
    private const string Family = "Microsoft.SemanticKernel.Connectors.";
    private const string Input = ".tokens.prompt";
    private const string Output = ".tokens.completion";

    private static readonly Lazy<MeterListener> Listener = new(Listen);

    /// <summary>Starts listening to the counters.</summary>
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
