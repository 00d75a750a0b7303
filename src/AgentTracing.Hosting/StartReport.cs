using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting;

/// <summary>Says once, when the application starts, what is on; and what of the configuration is not.</summary>
internal sealed partial class StartReport(IServiceProvider services, ConfiguredSettings settings, ILoggerFactory loggers) : IHostedService
{
    /// <summary>Suppresses AgentTracing's own line at start: this one has more.</summary>
    internal const string Key = "AgentTracing.StartReport";

    private readonly ILogger _logger = loggers.CreateLogger(AgentTelemetry.SourceName);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // They begin to listen when they are built.
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
