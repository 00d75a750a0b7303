using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentTracing;

/// <summary>
/// Logs one line with the state of tracing when a host's tracer provider is built. AgentTracing.Hosting logs a more detailed line instead.
/// </summary>
internal static class StartLine
{
    /// <summary>Key of the service that AgentTracing.Hosting registers when it logs its own line.</summary>
    private const string ReporterKey = "AgentTracing.StartReport";

    private static readonly EventId Id = new(1, "AgentTracingStarted");
    private static readonly ConditionalWeakTable<IServiceProvider, object> Logged = [];

    /// <summary>Writes the line, once for each host.</summary>
    internal static void Write(IServiceProvider services)
    {
        if (services.GetService(typeof(ILoggerFactory)) is not ILoggerFactory loggers
            || (services is IKeyedServiceProvider keyed && keyed.GetKeyedService(typeof(object), ReporterKey) is not null)
            || !Logged.TryAdd(services, Id))
        {
            return;
        }

        try
        {
            loggers.CreateLogger(AgentTelemetry.SourceName).Log(LogLevel.Information, Id, TelemetryState.DescribeBuilt(), null, static (line, _) => line);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("write the line at start", exception);
        }
    }
}
