using System.Diagnostics;
using System.Text.Json;
using AgentTracing.IntegrationTests.Observability;
using AgentTracing.IntegrationTests.OrderAgent;
using AgentTracing.IntegrationTests.Packages;
using AgentTracing.IntegrationTests.Tools;
using LocalDashboard;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Dashboard;

/// <summary>The dashboard of samples/Dashboard is the real Aspire dashboard, and receives the spans with their attributes.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class AspireDashboardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>If set, the screenshots of the documentation are taken again.</summary>
    private const string UpdateVariable = "AGENTTRACING_UPDATE_PICTURES";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_has_the_run_with_its_messages_cost_and_evaluations()
    {
        Programs.Need(AspireDashboard.IsThere, "The Aspire dashboard was not restored.");
        await using var dashboard = await AspireDashboard.StartAsync(Cancellation);
        var traceId = Run(dashboard);

        using var traces = await TracesAsync(dashboard, "invoke_agent support");
        var spans = Spans(traces.RootElement).ToDictionary(static span => span.GetProperty("name").GetString()!);
        var (agent, call, tool) = (spans["invoke_agent support"], spans["chat gpt-4o-mini"], spans["execute_tool look_up_order"]);
        Assert.All(spans.Values, span => Assert.Equal(traceId, span.GetProperty("traceId").GetString()));
        Assert.Equal(agent.GetProperty("spanId").GetString(), call.GetProperty("parentSpanId").GetString());

        // The dashboard's GenAI view needs these attributes on the agent and on the call: without a provider it shows no button to open the
        // view.
        foreach (var span in (JsonElement[])[agent, call])
        {
            Assert.Equal("openai", Attribute(span, "gen_ai.provider.name"));
            Assert.Contains("Where is order 17?", Attribute(span, "gen_ai.input.messages"), StringComparison.Ordinal);
            Assert.Contains("on its way", Attribute(span, "gen_ai.output.messages"), StringComparison.Ordinal);
        }

        Assert.Equal("1000", Attribute(call, "gen_ai.usage.input_tokens"));
        Assert.NotNull(Attribute(call, "gen_ai.usage.cost"));
        Assert.Contains("17", Attribute(tool, "gen_ai.tool.call.arguments"), StringComparison.Ordinal);
        Assert.Equal(["relevance", "resolved"], Evaluations(agent));
    }

    [Fact]
    public async Task The_dashboard_shows_an_agents_messages_and_its_evaluation()
    {
        Programs.Need(AspireDashboard.IsThere, "The Aspire dashboard was not restored.");
        Programs.Find("chromium");
        await using var dashboard = await AspireDashboard.StartAsync(Cancellation);
        var traceId = Run(dashboard);
        using (await TracesAsync(dashboard, "invoke_agent support"))
        {
        }

        await using var browser = await Chromium.OpenAsync(new Uri(dashboard.Address, $"/traces/detail/{traceId}"));
        await browser.ResizeAsync(1440, 900);
        const string Buttons = "document.querySelectorAll('fluent-button[title=\"GenAI details\"]')";
        await Eventually.TrueAsync(
            async () => (await browser.EvaluateAsync($"{Buttons}.length")).GetInt32() >= 2, Patience, static () => "No span of the trace has the view of GenAI.");

        // The first row is the agent's span.
        await browser.EvaluateAsync($"{Buttons}[0].click(), 0");
        var shown = "";
        await Eventually.TrueAsync(
            async () =>
            {
                shown = (await browser.EvaluateAsync("document.querySelector('fluent-dialog')?.textContent ?? ''")).GetString()!;
                return shown.Contains("Where is order 17?", StringComparison.Ordinal) && shown.Contains("on its way", StringComparison.Ordinal);
            },
            Patience,
            () => $"The view shows:\n{shown}");
        Assert.Contains("Evaluations", shown, StringComparison.Ordinal);
        await KeepAsync(browser, "aspire-messages.png");
        await browser.EvaluateAsync("[...document.querySelectorAll('fluent-tab')].find(tab => tab.textContent.includes('Evaluations')).click(), 0");
        await Eventually.TrueAsync(
            async () => (shown = (await browser.EvaluateAsync("document.querySelector('fluent-dialog')?.textContent ?? ''")).GetString()!).Contains("relevance", StringComparison.Ordinal),
            Patience,
            () => $"The evaluations show:\n{shown}");
        await KeepAsync(browser, "aspire-evaluations.png");
    }

    /// <summary>Takes a screenshot of the page if screenshots are to be taken again.</summary>
    private static async Task KeepAsync(Chromium browser, string name)
    {
        if (Environment.GetEnvironmentVariable(UpdateVariable) is null)
            return;

        // The view has a fade-in animation.
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        await File.WriteAllBytesAsync(Path.Combine(RepositoryRoot.Folder, "docs", "images", name), await browser.PictureAsync(), Cancellation);
    }

    /// <summary>Runs an agent that calls a model and a tool, and gets a score.</summary>
    private static string Run(AspireDashboard dashboard)
    {
        using var telemetry = new TelemetryRun(static options => options.Content = ContentCapture.Span);
        using var sent = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(static resource => resource.AddService("support-desk"))
            .AddSource(AgentTelemetry.SourceName)
            .AddOtlpExporter(otlp => (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(dashboard.OtlpEndpoint, "/v1/traces")))
            .Build();
        using var scope = AgentTrace.BeginScope("ada", "session-1");
        using var agent = AgentTrace.StartAgent("support");
        agent.SetInput("Where is order 17?");
        using (var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
        {
            call.SetInput("Where is order 17?");
            call.SetOutput("Order 17 is on its way and arrives on Tuesday.");
            call.SetResponse(id: "resp-1", model: "gpt-4o-mini-2024-07-18", finishReason: "stop");
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
        }

        using (var tool = AgentTrace.StartTool("look_up_order"))
        {
            tool.SetInput("17");
            tool.SetOutput("shipped");
        }

        agent.SetOutput("Order 17 is on its way and arrives on Tuesday.");
        AgentTrace.Score("relevance", 0.9, "names the order and the day");
        AgentTrace.Score("resolved", true);
        return Activity.Current!.TraceId.ToHexString();
    }

    private static async Task<JsonDocument> TracesAsync(AspireDashboard dashboard, string span)
    {
        var traces = "";
        await Eventually.TrueAsync(
            async () => (traces = await dashboard.TracesAsync(Cancellation)).Contains(span, StringComparison.Ordinal), Patience, () => $"The dashboard has:\n{traces}");
        return JsonDocument.Parse(traces);
    }

    /// <summary>The objects in the response that are spans, at any depth.</summary>
    private static IEnumerable<JsonElement> Spans(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when json.TryGetProperty("spanId", out _) && json.TryGetProperty("name", out _) => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(static member => Spans(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Spans),
        _ => [],
    };

    private static string? Attribute(JsonElement of, string key)
        => of.GetProperty("attributes").EnumerateArray()
            .Where(attribute => attribute.GetProperty("key").GetString() == key)
            .Select(static attribute => attribute.GetProperty("value").EnumerateObject().First().Value.ToString())
            .FirstOrDefault();

    private static IEnumerable<string?> Evaluations(JsonElement span)
        => span.GetProperty("events").EnumerateArray()
            .Where(static item => item.GetProperty("name").GetString() == "gen_ai.evaluation.result")
            .Select(static item => Attribute(item, "gen_ai.evaluation.name"))
            .Order(StringComparer.Ordinal);
}
