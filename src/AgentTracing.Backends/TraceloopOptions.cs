using Microsoft.Extensions.Configuration;

namespace AgentTracing.Backends;

/// <summary>
/// Settings of the export of spans to Traceloop. Each setting is read from the configuration or the environment, with the name in
/// Traceloop's SDKs; settings in code take precedence.
/// </summary>
public sealed class TraceloopOptions : BackendOptions
{
    /// <summary>Key, <c>TRACELOOP_API_KEY</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Address of Traceloop or a collector, <c>TRACELOOP_BASE_URL</c>. Default: https://api.traceloop.com. The scheme determines the
    /// protocol: http and https, or gRPC with grpc (unencrypted) and grpcs; an address without a scheme means unencrypted gRPC.
    /// </summary>
    public string BaseUrl { get; set; } = "https://api.traceloop.com";

    internal override string Name => "Traceloop";

    internal override string KeyAdvice => "Set TRACELOOP_API_KEY, or ApiKey in AddTraceloop, to a key of the environment of the spans";

    internal static TraceloopOptions From(IConfiguration? configuration)
    {
        var settings = new Settings(configuration);
        var options = new TraceloopOptions { ApiKey = settings.Text("TRACELOOP_API_KEY") };
        options.BaseUrl = settings.Text("TRACELOOP_BASE_URL") ?? options.BaseUrl;
        options.Enabled = settings.Flag("TRACELOOP_TRACING_ENABLED") ?? true;
        settings.AddHeaders("TRACELOOP_HEADERS", options.Headers);
        return options;
    }
}
