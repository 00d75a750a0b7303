using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;

namespace AgentTracing.Backends;

/// <summary>Creates the HTTP clients and OTLP exporters of back ends.</summary>
internal static class BackendExport
{
    /// <summary>An exporter of spans.</summary>
    /// <param name="options">The common settings.</param>
    /// <param name="faults">Reports faults.</param>
    /// <param name="endpoint">The whole address.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="headers">The headers that the back end requires; the options' headers override them.</param>
    internal static BaseExporter<Activity> Create(
        BackendOptions options, Faults faults, Uri endpoint, OtlpExportProtocol protocol, IEnumerable<KeyValuePair<string, string>> headers)
        => new OtlpTraceExporter(new OtlpExporterOptions
        {
            Endpoint = endpoint,
            Protocol = protocol,
            TimeoutMilliseconds = (int)options.Timeout.TotalMilliseconds,
            HttpClientFactory = () => CreateClient(options, faults, headers),
        });

    /// <summary>A client with a user agent, retries and reports of faults.</summary>
    internal static HttpClient CreateClient(BackendOptions options, Faults faults, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var handler = options.HttpMessageHandlerFactory?.Invoke() ?? new SocketsHttpHandler();
        var client = new HttpClient(new RetryHandler(handler, faults, options.Timeout)) { Timeout = options.Timeout };
        foreach (var (name, value) in options.Headers.Concat(headers.Where(header => !options.Headers.ContainsKey(header.Key))))
        {
            if (!client.DefaultRequestHeaders.TryAddWithoutValidation(name, value))
                faults.ReportOnce("header " + name, $"The header {name} is not a valid request header; it is ignored.");
        }

        return client;
    }

    /// <summary>Appends a path to an address, which may already have a path.</summary>
    internal static Uri Under(Uri baseAddress, string path)
        => new(baseAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);
}
