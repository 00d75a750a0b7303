using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting;

/// <summary>
/// Exports spans, metrics and logs by OTLP if an end point is set. The exporters are created when the providers are built, because only
/// then is it known whether other code registered one (<c>UseOtlpExporter</c>, Aspire's service defaults); the SDK allows only one.
/// </summary>
internal sealed class OtlpExport
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string HeadersKey = "OTEL_EXPORTER_OTLP_HEADERS";
    private const string TemporalityKey = "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE";

    private readonly IServiceCollection _services;
    private readonly IConfiguration _configuration;

    private OtlpExport(IServiceCollection services, IConfiguration configuration)
    {
        _services = services;
        _configuration = configuration;
    }

    /// <summary>The end point.</summary>
    internal string Address => _configuration[EndpointKey] ?? "";

    /// <summary>Whether an end point is set, and no other code registers an exporter.</summary>
    internal bool IsOn => Uri.TryCreate(Address, UriKind.Absolute, out _) && !_services.Any(IsExporter);

    internal static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        var export = new OtlpExport(services, configuration);
        services.AddSingleton(export);
        services.ConfigureOpenTelemetryTracerProvider((_, tracing) =>
        {
            if (export.IsOn)
                tracing.AddProcessor(export.CreateSpanProcessor());
        });
        services.ConfigureOpenTelemetryMeterProvider((_, metrics) =>
        {
            if (export.IsOn)
                metrics.AddReader(export.CreateMetricReader());
        });
        services.ConfigureOpenTelemetryLoggerProvider((_, logging) =>
        {
            if (export.IsOn)
                logging.AddProcessor(export.CreateLogProcessor());
        });
    }

    /// <summary>
    /// The services that <c>UseOtlpExporter</c> and <c>AddOtlpExporter</c> register. The first type is internal to the exporter.
    /// </summary>
    private static bool IsExporter(ServiceDescriptor service)
        => service.ServiceType.FullName == "OpenTelemetry.Exporter.UseOtlpExporterRegistration" || service.ServiceType == typeof(IOptionsFactory<OtlpExporterOptions>);

    private BatchActivityExportProcessor CreateSpanProcessor()
    {
        var batch = new BatchExportActivityProcessorOptions();
        return new(new OtlpTraceExporter(Options("traces")), batch.MaxQueueSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize);
    }

    private BatchLogRecordExportProcessor CreateLogProcessor()
    {
        var batch = new BatchExportLogRecordProcessorOptions();
        return new(new OtlpLogExporter(Options("logs")), batch.MaxQueueSize, batch.ScheduledDelayMilliseconds, batch.ExporterTimeoutMilliseconds, batch.MaxExportBatchSize);
    }

    private PeriodicExportingMetricReader CreateMetricReader()
    {
        var interval = new PeriodicExportingMetricReaderOptions();
        return new(
            new OtlpMetricExporter(Options("metrics")), interval.ExportIntervalMilliseconds ?? 60_000, interval.ExportTimeoutMilliseconds ?? 30_000)
        {
            TemporalityPreference = string.Equals(_configuration[TemporalityKey], "delta", StringComparison.OrdinalIgnoreCase)
                ? MetricReaderTemporalityPreference.Delta
                : MetricReaderTemporalityPreference.Cumulative,
        };
    }

    /// <summary>The exporter reads the environment; settings that are only in the configuration are set here.</summary>
    private OtlpExporterOptions Options(string signal)
    {
        var options = new OtlpExporterOptions();
        if (_configuration[ProtocolKey] is { } protocol)
            options.Protocol = protocol.Trim() == "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        if (_configuration[HeadersKey] is { } headers)
            options.Headers = headers;
        if (Environment.GetEnvironmentVariable(EndpointKey) is { Length: > 0 })
            return options;

        // An end point that is set in code is the full address over HTTP.
        options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{Address.TrimEnd('/')}/v1/{signal}") : new Uri(Address);
        return options;
    }
}
