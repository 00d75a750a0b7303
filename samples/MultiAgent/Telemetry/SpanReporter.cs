using System.Diagnostics;
using System.Net.Http.Json;
using OpenTelemetry;

namespace TravelDesk;

/// <summary>
/// Reports spans to the parent process, so that the sample needs no back end. A real application uses the OTLP exporter instead.
/// </summary>
internal sealed class SpanReporter(Uri collector) : BaseExporter<Activity>
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = collector };

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Activity> batch)
    {
        // The request that reports spans must not produce spans itself.
        using var suppressed = SuppressInstrumentationScope.Begin();
        var process = (string)ParentProvider.GetResource().Attributes.Single(attribute => attribute.Key == "service.name").Value;
        var spans = new List<SpanRecord>();
        foreach (var span in batch)
            spans.Add(SpanRecord.Of(span, process));

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = JsonContent.Create(spans) };
            using var response = _http.Send(request);
            return response.IsSuccessStatusCode ? ExportResult.Success : ExportResult.Failure;
        }
        catch (HttpRequestException)
        {
            return ExportResult.Failure;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _http.Dispose();
        base.Dispose(disposing);
    }
}
