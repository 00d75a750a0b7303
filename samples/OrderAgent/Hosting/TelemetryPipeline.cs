using System.Net;
using AgentTracing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Shop;

/// <summary>Sets up the OpenTelemetry SDK as the command line requires: prints traces, and exports spans and metrics.</summary>
public sealed class TelemetryPipeline : IAsyncDisposable
{
    private const string MetricsPath = "/metrics";

    private readonly TracerProvider _tracing;
    private MeterProvider? _metrics;
    private WebApplication? _metricsServer;

    private TelemetryPipeline(CommandLine options, TextWriter output)
    {
        var tracing = Sdk.CreateTracerProviderBuilder().AddAgentTracing(options => options.RegisterKnownSources = false).ConfigureResource(Identify).AddAgentTracingConsole(console =>
        {
            console.Output = output;
            console.CostTable = CostTableTime.AtEnd;
        });
        if (options.Report is { } file)
            tracing.AddAgentTracingReport(file);
        if (options.Otlp)
            tracing.AddOtlpExporter();
        _tracing = tracing.Build();
    }

    /// <summary>The address of the metrics; null when no port is set.</summary>
    public Uri? MetricsAddress => _metricsServer is null ? null : new Uri(_metricsServer.Urls.Single() + MetricsPath);

    /// <summary>Starts everything that the command line requires.</summary>
    /// <exception cref="IOException">The port for metrics is in use.</exception>
    public static async Task<TelemetryPipeline> StartAsync(CommandLine options, TextWriter output, CancellationToken cancellationToken)
    {
        var pipeline = new TelemetryPipeline(options, output);
        try
        {
            await pipeline.StartMetricsAsync(options, cancellationToken);
            return pipeline;
        }
        catch
        {
            await pipeline.DisposeAsync();
            throw;
        }
    }

    /// <summary>Prints the costs, writes the report, and exports pending spans.</summary>
    public void Flush() => _tracing.ForceFlush();

    /// <summary>Stops, and exports everything that is pending.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_metricsServer is not null)
            await _metricsServer.DisposeAsync();
        _metrics?.Dispose();
        _tracing.Dispose();
    }

    private async Task StartMetricsAsync(CommandLine options, CancellationToken cancellationToken)
    {
        if (options is { Otlp: false, MetricsPort: null })
            return;

        var metrics = Sdk.CreateMeterProviderBuilder().ConfigureResource(Identify).AddAgentTracing();
        if (options.Otlp)
            metrics.AddOtlpExporter();
        if (options.MetricsPort is not null)
            metrics.AddPrometheusExporter();
        _metrics = metrics.Build();

        if (options.MetricsPort is { } port)
            _metricsServer = await ServeAsync(_metrics, port, cancellationToken);
    }

    private static async Task<WebApplication> ServeAsync(MeterProvider metrics, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        var server = builder.Build();
        server.MapPrometheusScrapingEndpoint(MetricsPath, metrics, configureBranchedPipeline: null, optionsName: null);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static void Identify(ResourceBuilder resource) => resource.AddService("order-agent");
}
