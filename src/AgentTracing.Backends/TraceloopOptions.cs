using Microsoft.Extensions.Configuration;

namespace AgentTracing.Backends;

/// <summary>
/// How spans get to Traceloop. Each setting is read from the configuration or the environment by the name that Traceloop's own SDKs give it; what
/// is set in code takes precedence.
/// </summary>
public sealed class TraceloopOptions : BackendOptions
{
    /// <summary>Key, <c>TRACELOOP_API_KEY</c>.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Where Traceloop or a collector is, <c>TRACELOOP_BASE_URL</c>. Default: https://api.traceloop.com. The scheme says the protocol: http and https,
    /// or gRPC by grpc (in the clear) and grpcs; an address without a scheme is gRPC in the clear.
    /// </summary>
    public string BaseUrl { get; set; } = "https://api.traceloop.com";

    internal override string Name => "Traceloop";

    internal override string KeyAdvice => "Set TRACELOOP_API_KEY, or ApiKey in AddTraceloop, to a key of the environment that the spans are for";

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
