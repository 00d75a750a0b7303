using System.Diagnostics;
using System.Net;
using AgentTracing.Hosting.Tests.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting.Tests;

/// <summary>A web application on a real Kestrel exports the spans of its agents, whether or not anything else is traced.</summary>
[Collection(HostCollection.Name)]
public sealed class WebTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Hosts => ["builder", "services"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task One_line_shows_the_agent_of_a_request(string host)
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, host);

        Assert.Equal("RE: HELLO", await GetAsync(app, "/ask"));

        var agent = telemetry.Named("invoke_agent assistant");
        Assert.Equal(default, agent.ParentSpanId);
        Assert.Equal(agent.SpanId, telemetry.Named("execute_tool shout").ParentSpanId);
        Assert.Equal(agent.SpanId, telemetry.Named("chat gpt-4o-mini").ParentSpanId);
        Assert.Equal(1000L, agent.GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(3, telemetry.Spans.Count);
    }

    [Fact]
    public async Task A_stream_that_an_endpoint_returns_is_one_trace()
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, "builder");

        Assert.Equal("""["HELLO","YOU"]""", await GetAsync(app, "/stream"));

        var agent = telemetry.Named("invoke_agent streamer");
        Assert.Equal(2, telemetry.Spans.Count(span => span.ParentSpanId == agent.SpanId));
    }

    [Fact]
    public async Task With_instrumentation_the_agent_is_a_child_of_the_request()
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, "builder", tracing => tracing.AddAspNetCoreInstrumentation());

        await GetAsync(app, "/ask");
        await app.StopAsync(Cancellation);

        var request = Assert.Single(telemetry.Spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(request.SpanId, telemetry.Named("invoke_agent assistant").ParentSpanId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_is_not_sampled_is_followed(bool instrumented)
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, "builder", tracing => Instrument(tracing, instrumented));

        await GetAsync(app, "/ask", $"00-{TraceId}-b7ad6b7169203331-00");

        Assert.Empty(telemetry.Spans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_trace_of_a_sampled_caller_goes_on(bool instrumented)
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, "builder", tracing => Instrument(tracing, instrumented));

        await GetAsync(app, "/ask", $"00-{TraceId}-b7ad6b7169203331-01");
        await app.StopAsync(Cancellation);

        Assert.All(telemetry.Spans, span => Assert.Equal(TraceId, span.TraceId.ToHexString()));
        var root = Assert.Single(telemetry.Spans, span => span.ParentSpanId.ToHexString() == "b7ad6b7169203331");
        Assert.Equal(instrumented ? ActivityKind.Server : ActivityKind.Internal, root.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sampler_that_drops_requests_drops_their_agents(bool instrumented)
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(
            telemetry, "builder", tracing => Instrument(tracing, instrumented).SetSampler(new ParentBasedSampler(new AlwaysOffSampler())));

        Assert.Equal("RE: HELLO", await GetAsync(app, "/ask"));

        Assert.Empty(telemetry.Spans);
    }

    [Theory]
    [InlineData(false, "builder")]
    [InlineData(true, "builder")]
    [InlineData(false, "services")]
    [InlineData(true, "services")]
    public async Task The_agent_in_the_code_behind_of_a_Blazor_component_is_traced(bool instrumented, string host)
    {
        var telemetry = new HostTelemetry();
        await using var app = await StartAsync(telemetry, host, tracing => Instrument(tracing, instrumented));

        Assert.Contains("9 characters", await GetAsync(app, "/"), StringComparison.Ordinal);

        Assert.Equal(telemetry.Named("invoke_agent page-agent").SpanId, telemetry.Named("execute_tool count").ParentSpanId);
    }

    private static TracerProviderBuilder Instrument(TracerProviderBuilder tracing, bool instrumented)
        => instrumented ? tracing.AddAspNetCoreInstrumentation() : tracing;

    private static async Task<WebApplication> StartAsync(HostTelemetry telemetry, string host, Action<TracerProviderBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<Assistant>();
        builder.Services.AddRazorComponents();
        telemetry.AddTo(builder, more);
        if (host == "builder")
            builder.AddAgentTracing();
        else
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddAgentTracing());

        var app = builder.Build();
        app.UseAntiforgery();
        app.MapGet("/ask", (Assistant assistant) => assistant.AnswerAsync("hello"));
        app.MapGet("/stream", (Assistant assistant, CancellationToken cancellation) => assistant.StreamAsync("hello you", cancellation));
        app.MapRazorComponents<App>();
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task<string> GetAsync(WebApplication app, string path, string? traceParent = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path));
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        using var response = await http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
