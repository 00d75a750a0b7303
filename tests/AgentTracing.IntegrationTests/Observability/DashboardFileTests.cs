using System.Text.Json;
using AgentTracing.IntegrationTests.Tools;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>Checks the file of the dashboard without Grafana.</summary>
public sealed class DashboardFileTests
{
    [Fact]
    public void It_has_the_variables_and_panels_that_telemetry_promises()
    {
        Assert.Equal(["agent", "environment", "model"], Dashboard.Variables.Keys.Order());
        Assert.Equal(
            [
                "Cache hit rate",
                "Cost of the last 24 hours",
                "Cost per agent run",
                "Cost rate by agent",
                "Daily cost forecast against budget",
                "Latency by model",
                "Model distribution by tokens",
                "Success rate of runs",
                "Time to first token",
                "Tokens per minute by model and agent",
                "Tokens saved by caches",
                "Tool calls by agent",
                "Total cost",
                "Unpriced calls",
            ],
            Dashboard.Panels.Select(panel => panel.GetProperty("title").GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Panels_have_ids_of_their_own_and_do_not_overlap()
    {
        var cells = Dashboard.Panels.SelectMany(panel =>
        {
            var place = panel.GetProperty("gridPos").Deserialize<Place>(JsonSerializerOptions.Web)!;
            Assert.InRange(place.X + place.W, 1, 24);
            return from x in Enumerable.Range(place.X, place.W) from y in Enumerable.Range(place.Y, place.H) select (x, y);
        }).ToList();

        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.Equal(Dashboard.Panels.Count(), Dashboard.Panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void It_uses_the_data_source_that_is_chosen_at_import()
    {
        Assert.All(Dashboard.Panels, panel => Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    /// <summary>
    /// Prometheus sees no increase of a counter whose first scraped value is above zero, but that value was spent today as well.
    /// </summary>
    [Theory]
    [InlineData("_x30 5+0x60", "1h", 5)]
    [InlineData("10+0x1500", "25h", 0)]
    public async Task The_cost_of_a_day_has_what_was_spent_before_the_first_scrape(string samples, string at, int expected)
    {
        var cost = Dashboard.Panels.Single(panel => panel.GetProperty("title").GetString() == "Cost of the last 24 hours");
        var query = cost.GetProperty("targets")[0].GetProperty("expr").GetString()!;
        foreach (var variable in Dashboard.Variables.Keys)
            query = query.Replace($"${variable}", ".*", StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("day");
        try
        {
            var file = Path.Combine(folder.FullName, "day.yml");
            await File.WriteAllTextAsync(file, $$"""
                tests:
                  - interval: 1m
                    input_series:
                      - series: 'llm_cost_usd_total{environment="live",agent_name="clerk",model="gpt-4o"}'
                        values: '{{samples}}'
                    promql_expr_test:
                      - expr: '{{query}}'
                        eval_time: {{at}}
                        exp_samples:
                          - labels: '{}'
                            value: {{expected}}
                """, TestContext.Current.CancellationToken);

            var (exitCode, output) = await Programs.RunAsync(Programs.Find("promtool"), folder.FullName, TimeSpan.FromMinutes(1), "test", "rules", file);

            Assert.True(exitCode == 0, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task It_is_of_the_types_that_Grafana_publishes()
    {
        using var types = await GrafanaTypes.InstallAsync();
        var json = ObservabilityFiles.Read(Dashboard.File);

        Assert.Empty(await types.CheckAsync(json));

        // The type check is effective: it finds mistakes of several kinds.
        foreach (var (right, wrong) in ((string, string)[])
            [("\"type\": \"gauge\"", "\"type\": \"gouge\""), ("\"gridPos\"", "\"gridPosition\""), ("palette-classic", "classic"), ("\"drawStyle\": \"line\"", "\"drawStyle\": 1")])
        {
            Assert.Contains(right, json, StringComparison.Ordinal);
            Assert.Contains("error TS", await types.CheckAsync(json.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    private sealed record Place(int X, int Y, int W, int H);
}
