using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace AgentTracing.Backends;

/// <summary>
/// Settings of the export of spans and scores to Phoenix. Each setting is read from the configuration or the environment, with Phoenix's
/// name; settings in code take precedence.
/// </summary>
public sealed class PhoenixOptions : BackendOptions
{
    /// <summary>
    /// Address of Phoenix, <c>PHOENIX_COLLECTOR_ENDPOINT</c>, without <c>/v1/traces</c>. Default: http://localhost:6006. A space of
    /// the cloud is https://app.phoenix.arize.com/s/{space}.
    /// </summary>
    public Uri Endpoint { get; set; } = new("http://localhost:6006");

    /// <summary>Key, <c>PHOENIX_API_KEY</c>; none when authentication is off.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Project of the spans, <c>PHOENIX_PROJECT_NAME</c>. Default: Phoenix's project "default".</summary>
    public string? ProjectName { get; set; }

    /// <summary>Protocol of the spans. Default: HTTP. Scores always use HTTP.</summary>
    public OtlpExportProtocol Protocol { get; set; } = OtlpExportProtocol.HttpProtobuf;

    /// <summary>Port of gRPC on the host of <see cref="Endpoint"/>, <c>PHOENIX_GRPC_PORT</c>. Default: 4317.</summary>
    public int GrpcPort { get; set; } = 4317;

    /// <summary>The address without the path of the traces, which the variable may have.</summary>
    internal Uri BaseAddress => Endpoint.AbsolutePath.TrimEnd('/').EndsWith(Phoenix.TracesPath, StringComparison.OrdinalIgnoreCase)
        ? new Uri(Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')[..^Phoenix.TracesPath.Length])
        : Endpoint;

    internal override string Name => "Phoenix";

    internal override string KeyAdvice => "Set PHOENIX_API_KEY, or ApiKey in AddPhoenix, to a key of this Phoenix";

    internal static PhoenixOptions From(IConfiguration? configuration)
    {
        var settings = new Settings(configuration);
        var options = new PhoenixOptions
        {
            ApiKey = settings.Text("PHOENIX_API_KEY"),
            ProjectName = settings.Text("PHOENIX_PROJECT_NAME"),
        };
        options.Endpoint = settings.Url("PHOENIX_COLLECTOR_ENDPOINT") ?? options.Endpoint;
        options.GrpcPort = settings.Count("PHOENIX_GRPC_PORT") ?? options.GrpcPort;
        settings.AddHeaders("PHOENIX_CLIENT_HEADERS", options.Headers);
        return options;
    }
}
