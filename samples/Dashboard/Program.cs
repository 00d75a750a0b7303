using System.Runtime.InteropServices;
using LocalDashboard;
using Shop;

// Runs OrderAgent and shows its traces in the Aspire dashboard. Arguments are passed to OrderAgent.
if (!AspireDashboard.IsThere)
{
    Console.Error.WriteLine("The dashboard was not downloaded: its package is for Linux only. For other systems, docs/dashboard.md describes the container.");
    return 1;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var dashboard = await AspireDashboard.StartAsync(stop.Token);

Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", dashboard.OtlpEndpoint.OriginalString);
Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");

// The messages of a sample contain no secrets, so content can be captured.
Environment.SetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
var exitCode = await OrderAgentApp.RunAsync(["--otlp", .. args], Console.Out, Console.Error, stop.Token);

Console.WriteLine($"\nThe traces are at {new Uri(dashboard.Address, "/traces")} until you press Ctrl-C.");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return exitCode;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
