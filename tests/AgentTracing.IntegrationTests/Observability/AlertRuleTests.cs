using AgentTracing.IntegrationTests.Tools;
using YamlDotNet.RepresentationModel;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>Every alert rule has the required labels and annotations, and fires exactly when it must.</summary>
public class AlertRuleTests
{
    private const string Rules = "prometheus/agent-slos.rules.yml";
    private const string RuleTests = "prometheus/agent-slos.test.yml";

    private const string Runbooks = "https://github.com/agenttracing/agenttracing/blob/main/docs/runbooks/";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static TheoryData<string, string> Alerts =>
        new(AlertNodes().Select(alert => (alert.Text("alert")!, alert.Child("labels")!.Text("window") ?? "")));

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_has_a_severity_a_summary_and_a_runbook(string name, string window)
    {
        var alert = Assert.Single(AlertNodes(), node => node.Text("alert") == name && (node.Child("labels")!.Text("window") ?? "") == window);
        var annotations = alert.Child("annotations")!;

        Assert.Matches(@"^[1-9]\d*[mh]$", alert.Text("for"));
        Assert.Contains(alert.Child("labels")!.Text("severity"), (string[])["critical", "warning"]);
        Assert.False(string.IsNullOrWhiteSpace(annotations.Text("summary")));
        Assert.False(string.IsNullOrWhiteSpace(annotations.Text("description")));
        Assert.StartsWith(Runbooks, annotations.Text("runbook_url"), StringComparison.Ordinal);
        var runbook = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "docs", "runbooks", annotations.Text("runbook_url")![Runbooks.Length..]));
        Assert.Contains(name, runbook.Split('\n')[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void An_alert_is_tested_with_series_that_fire_and_series_that_must_not(string name, string window)
    {
        var expectations = ObservabilityFiles.ReadYaml(RuleTests).Items("tests")
            .SelectMany(test => test.Items("alert_rule_test"))
            .Where(check => check.Text("alertname") == name)
            .Select(check => check.Items("exp_alerts").Select(alert => alert.Child("exp_labels")!.Text("window") ?? ""))
            .ToList();

        Assert.Contains(expectations, windows => windows.Contains(window));
        Assert.Contains(expectations, windows => !windows.Contains(window));
    }

    [Fact]
    public void There_is_a_runbook_for_alerts_only()
    {
        var wanted = AlertNodes().Select(alert => Path.GetFileName(alert.Child("annotations")!.Text("runbook_url")!)).Distinct().Order();
        var there = Directory.GetFiles(Path.Combine(RepositoryRoot.Folder, "docs", "runbooks")).Select(Path.GetFileName).Except(["README.md"]).Order();

        Assert.Equal(wanted, there);
    }

    [Fact]
    public async Task Promtool_accepts_the_rules() => await SucceedsAsync("promtool", "check", "rules", ObservabilityFiles.PathOf(Rules));

    [Fact]
    public async Task Promtool_accepts_the_configuration()
        => await SucceedsAsync("promtool", "check", "config", ObservabilityFiles.PathOf("prometheus/prometheus.yml"));

    [Fact]
    public async Task Amtool_accepts_the_configuration()
        => await SucceedsAsync("amtool", "check-config", ObservabilityFiles.PathOf("alertmanager/alertmanager.yml"));

    [Fact]
    public async Task The_rules_fire_when_they_must_and_only_then()
        => await SucceedsAsync("promtool", "test", "rules", ObservabilityFiles.PathOf(RuleTests));

    /// <summary>The most common mistake in rules: comparing a rate, which is per second, with an hourly figure.</summary>
    [Fact]
    public async Task A_rule_that_compares_a_rate_per_second_with_an_hourly_figure_fails_the_test()
    {
        var rules = ObservabilityFiles.Read(Rules);
        const string Right = "(rate(llm_cost_usd_total[15m])) * 3600 > 10";
        Assert.Contains(Right, rules, StringComparison.Ordinal);
        var folder = Directory.CreateTempSubdirectory("rules");
        try
        {
            var wrong = rules.Replace(Right, "(rate(llm_cost_usd_total[15m])) > 10", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, Path.GetFileName(Rules)), wrong, TestContext.Current.CancellationToken);
            var tests = Path.Combine(folder.FullName, "test.yml");
            await File.WriteAllTextAsync(tests, TestsOf("LlmCostSpike"), TestContext.Current.CancellationToken);

            var (exitCode, output) = await Programs.RunAsync(Programs.Find("promtool"), folder.FullName, Limit, "test", "rules", tests);

            Assert.NotEqual(0, exitCode);
            Assert.Contains("alertname: LlmCostSpike", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The head of the test file, and the tests below the comment that names the alert.</summary>
    private static string TestsOf(string alert)
    {
        var sections = ObservabilityFiles.Read(RuleTests).Split("  # ---- ");
        return sections[0] + Assert.Single(sections, section => section.StartsWith(alert + "\n", StringComparison.Ordinal))[alert.Length..];
    }

    private static IReadOnlyList<YamlNode> AlertNodes() =>
    [
        .. ObservabilityFiles.ReadYaml(Rules).Items("groups").SelectMany(group => group.Items("rules")).Where(rule => rule.Text("alert") is not null),
    ];

    private static async Task SucceedsAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await Programs.RunAsync(Programs.Find(program), ObservabilityFiles.Folder, Limit, arguments);

        Assert.True(exitCode == 0, output);
    }
}
