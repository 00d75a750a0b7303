using System.Globalization;
using AgentTracing.IntegrationTests.OrderAgent;
using TravelDesk;

namespace AgentTracing.IntegrationTests.MultiAgent;

/// <summary>The spans that three processes export to Langfuse form one tree, according to the rules of its ingestion.</summary>
[Collection("multi-agent")]
public sealed class LangfuseTests
{
    [Fact]
    public async Task Langfuse_shows_one_root_and_the_whole_cost_of_three_processes()
    {
        await using var langfuse = await Receiver.StartAsync();
        var variables = new Dictionary<string, string>
        {
            ["LANGFUSE_BASE_URL"] = langfuse.Http.AbsoluteUri,
            ["LANGFUSE_PUBLIC_KEY"] = "pk-lf-test",
            ["LANGFUSE_SECRET_KEY"] = "sk-lf-test",
        };
        await using var team = await Team.StartAsync(variables: variables, cancellationToken: TestContext.Current.CancellationToken);
        var output = new StringWriter(CultureInfo.InvariantCulture);
        Assert.True(await TravelDeskApp.RunAsync(team, "Amsterdam, Paris?", output, TextWriter.Null, TestContext.Current.CancellationToken), output.ToString());
        await team.StopAsync();

        var spans = langfuse.Spans;
        var ids = spans.Select(static span => span.SpanId).ToHashSet();
        Assert.Single(spans.Select(static span => span.TraceId).Distinct());
        Assert.Equal(spans.Count, ids.Count);

        // A span is a root if its parent was not exported.
        var root = Assert.Single(spans, span => span.ParentId is null || !ids.Contains(span.ParentId));
        Assert.Equal("invoke_workflow travel-question", root.Name);
        Assert.Equal(true, root["langfuse.internal.is_app_root"]);
        Assert.Single(spans, static span => true.Equals(span["langfuse.internal.is_app_root"]));

        Assert.Equal(
            ["invoke_agent orchestrator", "invoke_agent research", "invoke_agent validator"],
            spans.Where(static span => LangfuseRules.TypeOf(span) == "AGENT").Select(static span => span.Name).Order(StringComparer.Ordinal));
        var ours = spans.Where(static span => span.Scope == AgentTelemetry.SourceName).ToList();
        Assert.All(ours, static span => Assert.Equal("travel-question", span["langfuse.trace.name"]));
        Assert.All(ours, static span => Assert.Equal(("u-7", "s-42"), (LangfuseRules.UserOf(span), LangfuseRules.SessionOf(span))));

        var billed = team.Accounts.Values.SelectMany(static account => account.Requests).ToList();
        Assert.Equal(5, billed.Count);
        Assert.Equal(billed.Sum(static request => Expected.Cost(request)!.Value), spans.Sum(static span => LangfuseRules.CostOf(span) ?? 0), 12);
        Assert.Equal(
            billed.Sum(static request => Expected.Input(request) + Expected.Output(request)), spans.Sum(static span => LangfuseRules.TotalOf(LangfuseRules.UsageOf(span))));
    }
}
