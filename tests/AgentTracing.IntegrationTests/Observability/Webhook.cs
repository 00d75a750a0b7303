using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>An alert as Alertmanager delivers it.</summary>
internal sealed record DeliveredAlert(string Receiver, string Status, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations)
{
    internal string Name => Labels["alertname"];
}

/// <summary>Receives alerts from Alertmanager.</summary>
internal sealed class Webhook : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<DeliveredAlert> _alerts = new();

    private Webhook()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async http =>
        {
            var message = await JsonSerializer.DeserializeAsync<Message>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted);
            foreach (var alert in message!.Alerts)
                _alerts.Enqueue(new DeliveredAlert(message.Receiver, alert.Status, alert.Labels, alert.Annotations));
        });
    }

    /// <summary>Host and port.</summary>
    internal string Authority => new Uri(_server.Urls.Single()).Authority;

    internal IReadOnlyList<DeliveredAlert> Alerts => [.. _alerts];

    internal static async Task<Webhook> StartAsync(CancellationToken cancellationToken)
    {
        var webhook = new Webhook();
        await webhook._server.StartAsync(cancellationToken);
        return webhook;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed record Message(string Receiver, Alert[] Alerts);

    private sealed record Alert(string Status, Dictionary<string, string> Labels, Dictionary<string, string> Annotations);
}
