using System.Runtime.InteropServices;
using LocalDashboard;
using Shop;

// The Aspire dashboard, with OrderAgent's traces in it. Arguments go to OrderAgent.
if (!AspireDashboard.IsThere)
{
    Console.Error.WriteLine("The dashboard was not downloaded: the package is for Linux. docs/dashboard.md has the container for other systems.");
    return 1;
}

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await using var dashboard = await AspireDashboard.StartAsync(stop.Token);

Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", dashboard.OtlpEndpoint.OriginalString);
Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");

// What customers wrote in a sample is no secret.
Environment.SetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
var exitCode = await OrderAgentApp.RunAsync(["--otlp", .. args], Console.Out, Console.Error, stop.Token);

Console.WriteLine($"\nThe traces are at {new Uri(dashboard.Address, "/traces")} until Ctrl-C.");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
return exitCode;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
