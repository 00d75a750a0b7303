using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AgentTracing.Tests.Shared;

/// <summary>A server on the loopback interface that records all requests, and reads OTLP over HTTP and gRPC.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>Sends a response other than 200. The number of the request starts with 1.</summary>
    public Func<HttpContext, int, Task>? Answer { get; set; }

    /// <summary>The address for HTTP/1.1.</summary>
    public Uri Http => Address(0);

    /// <summary>The address for HTTP/2 without TLS, as used by gRPC.</summary>
    public Uri Grpc => Address(1);

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public IReadOnlyList<OtlpSpan> Spans => [.. Requests.SelectMany(request => request.Spans)];

    public OtlpSpan Span(string name) => Assert.Single(Spans, span => span.Name == name);

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var receiver = new Receiver(builder.Build());
        receiver._app.Run(receiver.HandleAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(soon.Token);
        await _app.DisposeAsync();
    }

    private Uri Address(int index)
        => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value!,
            context.Request.ContentType,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _requests.Enqueue(request);
        if (Answer is { } answer)
            await answer(context, _requests.Count);
        else if (request.IsGrpc)
            await AnswerGrpcAsync(context);
    }

    /// <summary>Sends an empty message, with the status in the trailers.</summary>
    private static async Task AnswerGrpcAsync(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}

/// <summary>A received request.</summary>
internal sealed record ReceivedRequest(
    string Method, string Path, string Query, string? ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string GrpcPath = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

    internal bool IsGrpc => Path == GrpcPath;

    internal List<OtlpSpan> Spans => IsGrpc ? OtlpSpan.ReadRequest(Body.AsSpan(5))
        : Path.EndsWith("/v1/traces", StringComparison.Ordinal) ? OtlpSpan.ReadRequest(Body)
        : [];
}
