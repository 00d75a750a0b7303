using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends;

/// <summary>
/// Langfuse's requirements: OTLP over HTTP (it does not support gRPC), basic authentication, and the ingestion version, without which data
/// arrives minutes late.
/// </summary>
internal static class Langfuse
{
    internal static void Add(TracerProviderBuilder builder, LangfuseOptions options, Faults faults)
    {
        if (string.IsNullOrEmpty(options.PublicKey) || string.IsNullOrEmpty(options.SecretKey))
        {
            faults.ReportOnce("key", $"There is no key, so nothing is sent. {options.KeyAdvice}.");
            return;
        }

        var endpoint = BackendExport.Under(options.BaseUrl, "/api/public/otel/v1/traces");
        var exporter = BackendExport.Create(options, faults, endpoint, OtlpExportProtocol.HttpProtobuf, Headers(options));
        var filter = new SpanFilter(options, faults);
        builder
            .AddAgentTracing(tracing => tracing.Dialects |= Dialects.Langfuse)
            .ConfigureResource(resource => resource.AddAttributes(ResourceAttributes(options)))
            .AddProcessor(new AppRootProcessor(filter))
            .AddProcessor(new TreeProcessor(filter))
            .AddProcessor(new BackendSpanProcessor(exporter, options, filter))
            .AddProcessor(new ScoreQueue(options, faults, new LangfuseScores(BackendExport.CreateClient(options, faults, Headers(options)), options, faults)));
    }

    private static KeyValuePair<string, string>[] Headers(LangfuseOptions options) =>
    [
        new("Authorization", options.Authorization),
        new("x-langfuse-ingestion-version", "4"),
        new("x-langfuse-public-key", options.PublicKey!),
        new("x-langfuse-sdk-name", "AgentTracing"),
        new("x-langfuse-sdk-version", typeof(Langfuse).Assembly.GetName().Version!.ToString(3)),
    ];

    private static IEnumerable<KeyValuePair<string, object>> ResourceAttributes(LangfuseOptions options)
    {
        if (options.Environment is { Length: > 0 } environment)
            yield return new("langfuse.environment", environment);
        if (options.Release is { Length: > 0 } release)
            yield return new("langfuse.release", release);
    }
}
