using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends;

/// <summary>Phoenix's requirements: OTLP in protobuf, a bearer key if authentication is on, and the project's name.</summary>
internal static class Phoenix
{
    internal const string TracesPath = "/v1/traces";

    internal static void Add(TracerProviderBuilder builder, PhoenixOptions options, Faults faults)
    {
        var isGrpc = options.Protocol == OtlpExportProtocol.Grpc;
        var endpoint = isGrpc
            ? new UriBuilder(options.Endpoint.Scheme, options.Endpoint.Host, options.GrpcPort).Uri
            : BackendExport.Under(options.BaseAddress, TracesPath);
        var exporter = BackendExport.Create(options, faults, endpoint, options.Protocol, Headers(options));
        builder.AddAgentTracing(tracing => tracing.Dialects |= Dialects.OpenInference);
        if (options.ProjectName is { Length: > 0 } project)
            builder.ConfigureResource(resource => resource.AddAttributes([new("openinference.project.name", project)]));
        var filter = new SpanFilter(options, faults);
        builder.AddProcessor(new TreeProcessor(filter)).AddProcessor(new BackendSpanProcessor(exporter, options, filter));
        builder.AddProcessor(new ScoreQueue(options, faults, new PhoenixScores(BackendExport.CreateClient(options, faults, Headers(options)), options, faults)));
    }

    // Names in lower case, because gRPC accepts no others.
    private static IEnumerable<KeyValuePair<string, string>> Headers(PhoenixOptions options)
    {
        if (options.ApiKey is { Length: > 0 } key)
            yield return new("authorization", "Bearer " + key);
        if (options.ProjectName is { Length: > 0 } project)
            yield return new("x-project-name", project);
    }
}
