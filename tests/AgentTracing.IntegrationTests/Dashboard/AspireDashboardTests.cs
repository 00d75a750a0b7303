using AgentTracing.IntegrationTests.Observability;
using AgentTracing.IntegrationTests.OrderAgent;
using LocalDashboard;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Dashboard;

/// <summary>The Aspire dashboard of samples/Dashboard is a real one, and has the spans with what they say.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class AspireDashboardTests
{
    [Fact]
    public async Task The_dashboard_has_the_run_with_its_messages_and_cost()
    {
        Programs.Need(AspireDashboard.IsThere, "The Aspire dashboard was not restored.");
        await using var dashboard = await AspireDashboard.StartAsync(SampleRun.Cancellation);
        using (new TelemetryRun(static options => options.Content = ContentCapture.Span))
        using (Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("dashboard-test"))
            .AddSource(AgentTelemetry.SourceName)
            .AddOtlpExporter(otlp => (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(dashboard.OtlpEndpoint, "/v1/traces")))
            .Build())
        {
            using var agent = AgentTrace.StartAgent("helper");
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.SetInput("How many?");
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
        }

        var traces = "";
        await Eventually.TrueAsync(
            async () => (traces = await dashboard.TracesAsync(SampleRun.Cancellation)).Contains("invoke_agent helper", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30),
            () => $"The dashboard has:\n{traces}");
        foreach (var part in (string[])["dashboard-test", "chat gpt-4o-mini", "How many?", "gen_ai.usage.cost"])
            Assert.Contains(part, traces, StringComparison.Ordinal);
    }
}
