using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace TravelDesk;

/// <summary>Receives the spans of all processes.</summary>
public sealed class SpanCollector : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<SpanRecord> _spans = new();

    private SpanCollector()
    {
        // An empty builder reads no configuration, writes no log and does not handle Ctrl-C.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(ReceiveAsync);
    }

    /// <summary>The address to report spans to.</summary>
    public Uri Address => new(_server.Urls.Single());

    /// <summary>The spans so far, in the order of their start times.</summary>
    public IReadOnlyList<SpanRecord> All => [.. _spans.OrderBy(span => span.Start)];

    /// <summary>Starts a collector on a free port.</summary>
    public static async Task<SpanCollector> StartAsync(CancellationToken cancellationToken = default)
    {
        var collector = new SpanCollector();
        await collector._server.StartAsync(cancellationToken);
        return collector;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        foreach (var span in (await JsonSerializer.DeserializeAsync<SpanRecord[]>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted))!)
            _spans.Enqueue(span);
    }
}
