using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting;

/// <summary>Logs the state once, when the application starts, and invalid values of the configuration.</summary>
internal sealed partial class StartReport(IServiceProvider services, ConfiguredSettings settings, ILoggerFactory loggers) : IHostedService
{
    /// <summary>Suppresses AgentTracing's own line at start, because this one has more details.</summary>
    internal const string Key = "AgentTracing.StartReport";

    private readonly ILogger _logger = loggers.CreateLogger(AgentTelemetry.SourceName);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The providers begin to listen when they are built.
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();

        foreach (var fault in settings.Faults)
            LogFault(fault);
        LogState(AgentTelemetry.Describe(), services.GetService<OtlpExport>() is { IsOn: true } export ? export.Address : "not by AddAgentTracing");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "{State}; OTLP: {Otlp}")]
    private partial void LogState(string state, string otlp);

    [LoggerMessage(2, LogLevel.Warning, "Configuration of AgentTracing: {Fault}")]
    private partial void LogFault(string fault);
}
