using System.Text.RegularExpressions;
using AgentTracing.IntegrationTests.OrderAgent;
using AgentTracing.IntegrationTests.Tools;
using Shop;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>
/// Agents run, a real Prometheus scrapes them, alerts are delivered through a real Alertmanager, and the panels' queries return data.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class EndToEndTests : IClassFixture<ObservabilityStack>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ObservabilityStack _stack;

    public EndToEndTests(ObservabilityStack stack)
    {
        Programs.Need(Programs.Prometheus is not null && Programs.Alertmanager is not null, "Prometheus and Alertmanager are not both installed.");
        _stack = stack;
    }

    public static TheoryData<string, string> Queries => new(Dashboard.Queries.Select(query => (query.Panel, query.RefId)));

    [Fact]
    public async Task Alerts_are_delivered_for_what_is_wrong_with_the_sample_and_for_nothing_else()
    {
        // The shop's own model has no price, and the tool that checks the warehouse in Oslo fails.
        string[] expected = ["AgentToolErrorRateHigh", "LlmUnpricedCalls"];

        await Eventually.TrueAsync(
            () => Task.FromResult(expected.All(name => _stack.Webhook.Alerts.Any(alert => alert.Name == name && alert.Status == "firing"))),
            Patience,
            () => $"Delivered: {string.Join(", ", _stack.Webhook.Alerts)}");

        Assert.Equal(expected, _stack.Webhook.Alerts.Select(alert => alert.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(_stack.Webhook.Alerts, alert => Assert.Equal("team", alert.Receiver));
        var unpriced = _stack.Webhook.Alerts.First(alert => alert.Name == "LlmUnpricedCalls");
        Assert.Equal((Models.Support, "workstation", "warning"), (unpriced.Labels["model"], unpriced.Labels["environment"], unpriced.Labels["severity"]));
        Assert.Equal($"Calls of {Models.Support} have no price", unpriced.Annotations["summary"]);
        Assert.EndsWith("/docs/runbooks/unpriced-calls.md", unpriced.Annotations["runbook_url"], StringComparison.Ordinal);
        var tool = _stack.Webhook.Alerts.First(alert => alert.Name == "AgentToolErrorRateHigh");
        Assert.Equal(("order-agent", "ValidateInventory"), (tool.Labels["agent_name"], tool.Labels["tool"]));
    }

    [Fact]
    public async Task The_total_of_the_dashboard_is_that_of_the_spans_and_of_the_server()
    {
        var total = Dashboard.Queries.Single(query => query.Panel == "Total cost");

        var onDashboard = Assert.Single(await _stack.Prometheus.QueryAsync(total.For())).Value;

        var byServer = _stack.Log.Requests.Sum(request => Expected.Cost(request) ?? 0);
        Assert.True(byServer > 0.05m);
        Assert.Equal(byServer, _stack.Calls.Sum(span => (decimal)(span.GetTagItem("gen_ai.usage.cost") as double? ?? 0)));
        Assert.Equal((double)byServer, onDashboard, 12);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_query_of_the_dashboard_returns_data(string panel, string refId)
    {
        var query = Dashboard.Queries.Single(query => query.Panel == panel && query.RefId == refId);

        Assert.NotEmpty(await RunAsync(query, query.For()));
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_query_listens_to_the_variables_it_can(string panel, string refId)
    {
        var query = Dashboard.Queries.Single(query => query.Panel == panel && query.RefId == refId);
        if (query.Expression == "llm:daily_budget_usd")
            return;

        Assert.Empty(await RunAsync(query, query.For(environment: "elsewhere")));
        Assert.Equal(query.Expression.Contains("$agent", StringComparison.Ordinal), (await RunAsync(query, query.For(agent: "nobody"))).Count == 0);
        Assert.Equal(query.Expression.Contains("$model", StringComparison.Ordinal), (await RunAsync(query, query.For(model: "none"))).Count == 0);
    }

    [Fact]
    public async Task The_panels_show_the_figures_of_the_sample()
    {
        var requests = _stack.Log.Requests;

        var gauge = await Value("Success rate of runs", "agent_name", "order-agent");
        var unpriced = await Value("Unpriced calls", "model", Models.Support);
        var calls = await _stack.Prometheus.QueryAsync($"sum(llm_request_duration_seconds_count{{model=\"{Models.Orders}\"}})");
        var hits = await _stack.Prometheus.QueryRangeAsync(Dashboard.Queries.Single(query => query.Panel == "Cache hit rate").For(model: Models.Classifier));

        Assert.Equal(1, gauge);
        Assert.Equal(requests.Count(request => request.Model == Models.Support && request.Usage is not null), unpriced);
        Assert.Equal(requests.Count(request => request.Model == Models.Orders), Assert.Single(calls).Value);
        Assert.All(hits, hit => Assert.InRange(hit.Value, 0.95, 1));

        async Task<double> Value(string panel, string label, string value)
        {
            var samples = await _stack.Prometheus.QueryAsync(Dashboard.Queries.Single(query => query.Panel == panel).For());
            return Assert.Single(samples, sample => sample.Labels[label] == value).Value;
        }
    }

    [Theory]
    [InlineData("environment", "workstation")]
    [InlineData("agent", "customer-request", "order-agent", "support-agent")]
    [InlineData("model", Models.Support, Models.Classifier, Models.Orders)]
    public async Task The_variables_offer_what_there_is(string variable, params string[] values)
    {
        var query = LabelValues().Match(Dashboard.Variables[variable]);
        Assert.True(query.Success, Dashboard.Variables[variable]);

        Assert.Equal(
            values,
            await _stack.Prometheus.LabelValuesAsync(query.Groups[2].Value, query.Groups[1].Value.Replace("$environment", ".*", StringComparison.Ordinal)));
    }

    private async Task<IReadOnlyList<Sample>> RunAsync(DashboardQuery query, string expression)
        => query.IsInstant ? await _stack.Prometheus.QueryAsync(expression) : await _stack.Prometheus.QueryRangeAsync(expression);

    [GeneratedRegex(@"^label_values\((.+), (\w+)\)$")]
    private static partial Regex LabelValues();
}
