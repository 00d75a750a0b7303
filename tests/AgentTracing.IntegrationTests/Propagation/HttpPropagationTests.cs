using System.Diagnostics;
using System.Net;
using AgentTracing.IntegrationTests.OrderAgent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Propagation;

/// <summary>HttpClient and ASP.NET Core propagate the trace without further code.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class HttpPropagationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_trace_continues_through_the_spans_of_HTTP()
    {
        await using var server = await AgentServer.StartAsync();
        using var telemetry = new TelemetryRun(more: tracing => tracing.AddSource("System.Net.Http", "Microsoft.AspNetCore"));

        await CallAsync(server);
        await server.DisposeAsync();

        var remote = telemetry.Named("invoke_agent remote");
        var received = Assert.Single(telemetry.Spans, span => span.SpanId == remote.ParentSpanId);
        var sent = Assert.Single(telemetry.Spans, span => span.SpanId == received.ParentSpanId);
        Assert.Equal((ActivityKind.Server, ActivityKind.Client), (received.Kind, sent.Kind));
        Assert.Equal(telemetry.Named("invoke_agent caller").SpanId, sent.ParentSpanId);
        Assert.Equal(remote.SpanId, telemetry.Named("execute_tool lookup").ParentSpanId);
        Assert.Single(telemetry.Spans.Select(span => span.TraceId).Distinct());
    }

    [Fact]
    public async Task The_trace_continues_without_a_listener_to_HTTP()
    {
        await using var server = await AgentServer.StartAsync();
        using var telemetry = new TelemetryRun();

        await CallAsync(server);

        var remote = telemetry.Named("invoke_agent remote");
        Assert.Equal(telemetry.Named("invoke_agent caller").TraceId, remote.TraceId);
        Assert.NotEqual(default, remote.ParentSpanId);
        Assert.Equal(3, telemetry.Spans.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task User_session_and_agent_cross_processes_only_if_enabled(bool on)
    {
        await using var server = await AgentServer.StartAsync();
        using var telemetry = new TelemetryRun(options => options.PropagateScope = on);

        using (AgentTrace.BeginScope("user 7", "s,4=2", "c1", tags: ["mine"]))
            await CallAsync(server);

        Assert.Equal(on, server.Headers!.ContainsKey("baggage"));
        foreach (var span in (Activity[])[telemetry.Named("invoke_agent remote"), telemetry.Named("execute_tool lookup")])
        {
            Assert.Equal(on ? "user 7" : null, span.GetTagItem("user.id"));
            Assert.Equal(on ? "s,4=2" : null, span.GetTagItem("session.id"));
            Assert.Equal(on ? "c1" : null, span.GetTagItem("gen_ai.conversation.id"));
            Assert.Null(span.GetTagItem("agent_tracing.tags"));
        }

        Assert.Equal(on ? "caller" : null, telemetry.Named("invoke_agent remote").GetTagItem("agent_tracing.agent.name"));
        Assert.Equal("remote", telemetry.Named("execute_tool lookup").GetTagItem("gen_ai.agent.name"));
    }

    [Fact]
    public async Task Users_who_call_at_once_are_kept_apart()
    {
        await using var server = await AgentServer.StartAsync();
        using var telemetry = new TelemetryRun(options => options.PropagateScope = true);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var scope = AgentTrace.BeginScope($"u{i}");
            await CallAsync(server);
        }));

        var callers = telemetry.Spans.Where(span => span.DisplayName == "invoke_agent caller").ToDictionary(span => span.TraceId);
        var remotes = telemetry.Spans.Where(span => span.DisplayName == "invoke_agent remote").ToList();
        Assert.Equal((50, 50), (callers.Count, remotes.Count));
        Assert.All(remotes, remote => Assert.Equal(callers[remote.TraceId].GetTagItem("user.id"), remote.GetTagItem("user.id")));
        Assert.Equal(50, remotes.Select(remote => remote.GetTagItem("user.id")).Distinct().Count());
    }

    private static async Task CallAsync(AgentServer server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var caller = AgentTrace.StartAgent("caller");
        using var response = await http.PostAsync(server.Address, null, Cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A minimal API as in its template, with an agent behind it.</summary>
    private sealed class AgentServer : IAsyncDisposable
    {
        private readonly WebApplication _application;

        private AgentServer()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.SetMinimumLevel(LogLevel.Critical);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _application = builder.Build();
            _application.MapPost("/", async (HttpRequest request) =>
            {
                Headers = request.Headers.ToDictionary();
                using var agent = AgentTrace.StartAgent("remote");
                await Task.Yield();
                using var tool = AgentTrace.StartTool("lookup");
            });
        }

        public Uri Address => new(_application.Urls.Single());

        public Dictionary<string, Microsoft.Extensions.Primitives.StringValues>? Headers { get; private set; }

        public static async Task<AgentServer> StartAsync()
        {
            var server = new AgentServer();
            await server._application.StartAsync(Cancellation);
            return server;
        }

        public ValueTask DisposeAsync() => _application.DisposeAsync();
    }
}
