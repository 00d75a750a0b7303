using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace AgentTracing.Hosting.Tests;

/// <summary>A worker: its settings, its log message at the start, and the destination of its telemetry.</summary>
[Collection(HostCollection.Name)]
public sealed class WorkerTests : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Restores the settings of the process.</summary>
    public void Dispose() => Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options =>
    {
        options.Dialects = Dialects.GenAI;
        options.Content = ContentCapture.None;
        options.MaxLabelValues = 200;
        options.ScrubSecrets = false;
    });

    [Fact]
    public async Task An_agent_in_a_background_service_is_traced()
    {
        var telemetry = new HostTelemetry();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService<Worker>().AddSingleton<Assistant>();
        telemetry.AddTo(builder);
        builder.AddAgentTracing();
        using var host = builder.Build();

        await host.StartAsync(Cancellation);
        await ((Worker)host.Services.GetServices<IHostedService>().Single(service => service is Worker)).ExecuteTask!;
        await host.StopAsync(Cancellation);

        Assert.Equal(telemetry.Named("invoke_agent assistant").SpanId, telemetry.Named("chat gpt-4o-mini").ParentSpanId);
    }

    [Fact]
    public async Task A_usage_sink_among_the_services_gets_the_records_while_the_host_runs()
    {
        var sink = new UsageCollector();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<IUsageSink>(sink).AddSingleton<Assistant>();
        builder.AddAgentTracing();
        using (var host = builder.Build())
        {
            await host.StartAsync(Cancellation);
            using (AgentTrace.BeginScope(userId: "u-1", metadata: new Dictionary<string, string> { ["tenant"] = "acme" }))
                await host.Services.GetRequiredService<Assistant>().AnswerAsync("why");
            await host.StopAsync(Cancellation);
        }

        var call = Assert.Single(sink.Records, static record => record.Kind == UsageRecordKind.LlmCall);
        Assert.Equal(("acme", "u-1", "assistant", 0.00021m), (call.Metadata["tenant"], call.UserId, Assert.Single(call.AgentPath), call.CostUsd));

        await new Assistant().AnswerAsync("after the host");
        Assert.True(AgentTelemetry.FlushUsageSinks(TimeSpan.FromSeconds(30)));
        Assert.Single(sink.Records, static record => record.Kind == UsageRecordKind.LlmCall);
    }

    [Fact]
    public async Task One_line_at_start_describes_the_settings()
    {
        var line = Assert.Single(await StartAsync([], configure: null));

        Assert.Matches(
            @"^Information: AgentTracing: spans recorded, metrics not recorded \(no listener\); dialects: GenAI; content: not captured; prices of \d{4}-\d\d-\d\d; interception: off; OTLP: not by AddAgentTracing$",
            line);
    }

    [Fact]
    public async Task Without_the_hosting_package_one_line_describes_the_settings_as_well()
    {
        var telemetry = new HostTelemetry();
        var builder = Host.CreateApplicationBuilder();
        telemetry.AddTo(builder, static tracing => tracing.AddAgentTracing().AddAgentTracing());
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);

        Assert.Matches(
            @"^Information: AgentTracing: spans recorded; dialects: GenAI; content: not captured; prices of \d{4}-\d\d-\d\d; interception: off$",
            Assert.Single(telemetry.Lines));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_failure_is_a_log_record_where_the_host_exports_logs_and_an_event_of_the_span_where_it_does_not(bool exports, bool hosting)
    {
        var records = new LogRecords();
        var telemetry = new HostTelemetry();
        var builder = Host.CreateApplicationBuilder();
        telemetry.AddTo(builder, hosting ? null : static tracing => tracing.AddAgentTracing());
        if (hosting)
            builder.AddAgentTracing();
        if (exports)
            builder.Logging.AddOpenTelemetry(logging => logging.AddProcessor(records));
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        using (var agent = AgentTrace.StartAgent("clerk"))
            agent.Fail(new InvalidOperationException("no stock"));
        await host.StopAsync(Cancellation);

        // AgentTracing.Hosting connects the host's logs to OpenTelemetry.
        var span = telemetry.Named("invoke_agent clerk");
        var record = records.All.SingleOrDefault(static record => record.Name == "gen_ai.client.operation.exception");
        Assert.Equal(exports, record.Name is not null);
        Assert.Equal(exports || hosting, !span.Events.Any());
        if (!exports)
            return;

        Assert.Equal((span.SpanId, "no stock"), (record.SpanId, record.Exception?.Message));
        Assert.Equal(["agent_tracing.operation.kind", "agent_tracing.operation.name"], record.Attributes.Order(StringComparer.Ordinal));
    }

    private sealed class LogRecords : BaseProcessor<LogRecord>
    {
        public System.Collections.Concurrent.ConcurrentQueue<(string? Name, System.Diagnostics.ActivitySpanId SpanId, Exception? Exception, string[] Attributes)> All { get; } = new();

        public override void OnEnd(LogRecord data)
            => All.Enqueue((data.EventId.Name, data.SpanId, data.Exception, [.. data.Attributes?.Select(static pair => pair.Key) ?? []]));
    }

    [Fact]
    public async Task Settings_come_from_the_configuration_and_code_overrides_them()
    {
        var lines = await StartAsync(
            [
                new("AgentTracing:Content", "Span, Event"), new("AgentTracing:Dialects", "OpenInference, Langfuse"), new("AgentTracing:scrubsecrets", "true"),
                new("AgentTracing:MaxLabelValues", "7"),
            ],
            options =>
            {
                Assert.Equal(7, options.MaxLabelValues);
                Assert.Equal(ContentCapture.Span | ContentCapture.Event, options.Content);
                options.Content = ContentCapture.Event;
            });

        Assert.Contains("dialects: GenAI, OpenInference, Langfuse; content: captured on events, redacted;", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_parsed_is_reported_and_does_not_affect_others()
    {
        var lines = await StartAsync([new("AgentTracing:Content", "Everywhere"), new("AgentTracing:Dialect", "Langfuse"), new("AgentTracing:ScrubSecrets", "true")], options =>
        {
            Assert.True(options.ScrubSecrets);
            Assert.Equal(ContentCapture.None, options.Content);
        });

        Assert.Equal(3, lines.Count);
        Assert.Contains(lines, line => line.StartsWith("Warning: Configuration of AgentTracing: 'AgentTracing:Content' is ignored: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("Warning: Configuration of AgentTracing: 'AgentTracing:Dialect' is not a setting. Known settings: Content, Dialects,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Called_twice_it_reports_once()
        => Assert.Single(await StartAsync([], configure: null, builder => builder.AddAgentTracing()));

    [Theory]
    [InlineData(null)]
    [InlineData("UseOtlpExporter")]
    [InlineData("AddOtlpExporter")]
    public async Task Spans_metrics_and_logs_go_where_the_end_point_is_set_and_only_once(string? other)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Services.AddSingleton<Assistant>();
        builder.AddAgentTracing();
        if (other == "UseOtlpExporter")
            builder.Services.AddOpenTelemetry().UseOtlpExporter();
        else if (other is not null)
            builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing.AddOtlpExporter());

        using (var host = builder.Build())
        {
            await host.StartAsync(Cancellation);
            await host.Services.GetRequiredService<Assistant>().AnswerAsync("hello");
            host.Services.GetRequiredService<ILogger<WorkerTests>>().LogWarning("A line of the application.");
            await host.StopAsync(Cancellation);
        }

        Assert.Equal(1, receiver.Requests.Count(path => path == "/v1/traces"));
        string[] expected = other == "AddOtlpExporter" ? ["/v1/traces"] : ["/v1/logs", "/v1/metrics", "/v1/traces"];
        Assert.Equal(expected, receiver.Requests.Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> StartAsync(
        IEnumerable<KeyValuePair<string, string?>> settings, Action<AgentTracingOptions>? configure, Action<HostApplicationBuilder>? more = null)
    {
        var telemetry = new HostTelemetry();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        telemetry.AddTo(builder);
        builder.AddAgentTracing(configure);
        more?.Invoke(builder);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        await host.StopAsync(Cancellation);
        return telemetry.Lines;
    }

    private sealed class Worker(Assistant assistant) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => assistant.AnswerAsync("hello");
    }

    private sealed class OtlpReceiver : IAsyncDisposable
    {
        private readonly WebApplication _server;
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _requests = new();

        private OtlpReceiver()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _server = builder.Build();
            _server.Run(async http =>
            {
                await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
                _requests.Enqueue(http.Request.Path);
                http.Response.ContentType = "application/x-protobuf";
            });
        }

        public string Address => _server.Urls.Single();

        public IReadOnlyList<string> Requests => [.. _requests];

        public static async Task<OtlpReceiver> StartAsync()
        {
            var receiver = new OtlpReceiver();
            await receiver._server.StartAsync(Cancellation);
            return receiver;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();
    }
}
