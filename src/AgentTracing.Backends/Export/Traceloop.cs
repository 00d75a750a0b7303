using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends;

/// <summary>Traceloop's requirements: OTLP with the protocol of the address, and a bearer key.</summary>
internal static class Traceloop
{
    internal static void Add(TracerProviderBuilder builder, TraceloopOptions options, Faults faults)
    {
        if (string.IsNullOrEmpty(options.ApiKey) && options.Headers.Count == 0)
        {
            faults.ReportOnce("key", $"There is no key, so nothing is sent. {options.KeyAdvice}; for a collector that needs none, set a header.");
            return;
        }

        if (!TryResolve(options.BaseUrl, out var endpoint, out var protocol))
        {
            faults.ReportOnce("address", $"'{options.BaseUrl}' is not a valid address, so nothing is sent. Set TRACELOOP_BASE_URL, or BaseUrl in AddTraceloop.");
            return;
        }

        var headers = options.ApiKey is { Length: > 0 } key ? [new("authorization", "Bearer " + key)] : Array.Empty<KeyValuePair<string, string>>();
        var exporter = BackendExport.Create(options, faults, endpoint, protocol, headers);
        var filter = new SpanFilter(options, faults);
        builder
            .AddAgentTracing(tracing => tracing.Dialects |= Dialects.Traceloop)
            .AddProcessor(new TreeProcessor(filter))
            .AddProcessor(new BackendSpanProcessor(exporter, options, filter));
    }

    private static bool TryResolve(string address, out Uri endpoint, out OtlpExportProtocol protocol)
    {
        var (scheme, rest) = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at
            ? (address[..at].ToLowerInvariant(), address[(at + 3)..])
            : ("grpc", address);
        protocol = scheme is "grpc" or "grpcs" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        var transport = scheme is "https" or "grpcs" ? "https" : "http";
        var isKnown = scheme is "http" or "https" or "grpc" or "grpcs";
        if (!isKnown || !Uri.TryCreate($"{transport}://{rest}", UriKind.Absolute, out var parsed))
        {
            endpoint = null!;
            return false;
        }

        endpoint = protocol == OtlpExportProtocol.Grpc ? parsed : BackendExport.Under(parsed, "/v1/traces");
        return true;
    }
}
