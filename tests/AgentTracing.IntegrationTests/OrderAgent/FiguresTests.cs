using System.Diagnostics;
using AgentTracing.Reporting;
using LoopbackLlm;
using Shop;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>The sample's token counts equal the usage that the server sent, and its costs are exact to the last decimal.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class FiguresTests
{
    private const int TreeWidth = 120;

    [Fact]
    public async Task Each_call_of_a_model_is_one_span_with_the_figures_the_server_sent()
    {
        await using var run = await SampleRun.StartAsync();

        await run.RunAsync(0);

        var sent = run.Server.Log.Requests;
        Assert.Equal(16, sent.Count);
        Assert.Equal(sent.Count, run.Calls.Count);
        foreach (var request in sent)
        {
            var call = Assert.Single(run.Calls, call => (string?)call.GetTagItem("gen_ai.response.id") == request.ResponseId);
            Assert.Equal($"chat {request.Model}", call.DisplayName);
            Assert.Equal(request.Model, call.GetTagItem("gen_ai.request.model"));
            Assert.Equal(request.Provider, call.GetTagItem("gen_ai.provider.name"));
            Assert.Equal(request.Usage is null ? null : Expected.Input(request), call.GetTagItem("gen_ai.usage.input_tokens"));
            Assert.Equal(request.Usage is null ? null : Expected.Output(request), call.GetTagItem("gen_ai.usage.output_tokens"));
            Assert.Equal(Expected.Cached(request), call.GetTagItem("gen_ai.usage.cache_read.input_tokens") ?? 0L);
            Assert.Equal(Expected.Cost(request), (decimal?)(double?)call.GetTagItem("gen_ai.usage.cost"));
        }
    }

    [Fact]
    public async Task The_script_reaches_a_model_without_a_price_and_an_answer_without_usage()
    {
        await using var run = await SampleRun.StartAsync();

        await run.RunAsync(0);

        var ofNoPrice = run.Server.Log.Requests.Where(request => request.Model == Models.Support).ToList();
        Assert.Equal(2, ofNoPrice.Count);
        Assert.All(ofNoPrice, request => Assert.Null(Expected.Cost(request)));
        Assert.Single(ofNoPrice, request => request.Usage is null);
        Assert.Equal(1, run.Sum("llm.unpriced.calls", ("model", Models.Support)));
    }

    [Fact]
    public async Task The_table_has_the_servers_totals_by_agent_and_model()
    {
        await using var run = await SampleRun.StartAsync();
        var table = new CostSummary();

        var output = await run.RunAsync(0);
        foreach (var trace in run.Traces)
            table.Add(new Run(trace));

        Assert.Equal(
            [
                ("customer-request", Models.Classifier), ("customer-request", Models.Orders), ("order-agent", Models.Orders),
                ("support-agent", Models.Support),
            ],
            table.Rows.Keys);
        foreach (var model in run.Server.Log.Requests.GroupBy(request => request.Model))
        {
            var rows = table.Rows.Where(row => row.Key.Model == model.Key).Select(row => row.Value).ToList();
            Assert.Equal(model.Count(), rows.Sum(row => row.Calls));
            Assert.Equal(model.Sum(Expected.Input), rows.Sum(row => row.InputTokens));
            Assert.Equal(model.Sum(Expected.Output), rows.Sum(row => row.OutputTokens));
            Assert.Equal(model.Sum(Expected.Cached), rows.Sum(row => row.CachedTokens));
            Assert.Equal(model.Sum(request => Expected.Cost(request) ?? 0), rows.Sum(row => row.Cost));
        }

        Assert.EndsWith(CostText.Draw(table, TreeWidth, new TextStyle(isOn: false)), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_orders_at_once_are_two_hundred_traces_with_exact_sums()
    {
        await using var run = await SampleRun.StartAsync();
        await run.RunAsync(0);
        var shapes = run.Traces.ToDictionary(Session, Expected.Shape);
        Assert.Equal(4, shapes.Count);

        await using var many = await SampleRun.StartAsync();
        await many.RunAsync(0, "--concurrent", "200");

        Assert.Equal(200, many.Traces.Count);
        Assert.Equal(200, many.Traces.Select(Session).Distinct().Count());
        foreach (var trace in many.Traces)
        {
            var ids = trace.Select(span => span.SpanId).ToHashSet();
            var root = Assert.Single(trace, span => span.ParentSpanId == default);
            Assert.All(trace, span => Assert.True(span == root || ids.Contains(span.ParentSpanId)));
            Assert.All(trace, span => Assert.Equal(Session(trace), span.GetTagItem("session.id")));
            Assert.Equal(shapes[SampleOf(Session(trace))], Expected.Shape(trace));
            AssertRollUps(trace);
        }

        AssertEqualsLog(many, many.Server.Log.Requests);
    }

    private static string Session(IReadOnlyList<Activity> trace) => (string)trace[^1].GetTagItem("session.id")!;

    /// <summary>The sample requests repeat: the 5th request is the 1st again.</summary>
    private static string SampleOf(string session) => $"T-{(int.Parse(session[2..]) - 1) % OrderAgentApp.SampleRequests.Count + 1}";

    private static void AssertRollUps(IReadOnlyList<Activity> trace)
    {
        var children = trace.ToLookup(span => span.ParentSpanId);
        foreach (var span in trace.Where(span => span.GetTagItem("agent_tracing.rollup.llm_calls") is not null))
        {
            var below = Below(span).ToList();
            var calls = below.Where(child => child.Kind == ActivityKind.Client).ToList();
            Assert.Equal((long)calls.Count, span.GetTagItem("agent_tracing.rollup.llm_calls"));
            Assert.Equal(calls.Exists(call => call.GetTagItem("gen_ai.usage.input_tokens") is not null) ? calls.Sum(Long("gen_ai.usage.input_tokens")) : null, span.GetTagItem("agent_tracing.rollup.input_tokens"));
            Assert.Equal(calls.Exists(call => call.GetTagItem("gen_ai.usage.output_tokens") is not null) ? calls.Sum(Long("gen_ai.usage.output_tokens")) : null, span.GetTagItem("agent_tracing.rollup.output_tokens"));
            Assert.Equal(
                calls.Sum(call => (decimal)(call.GetTagItem("gen_ai.usage.cost") as double? ?? 0)),
                (decimal)(span.GetTagItem("agent_tracing.rollup.cost") as double? ?? 0));
            Assert.Equal(
                (long)below.Count(child => child.GetTagItem("gen_ai.operation.name") is "execute_tool"),
                span.GetTagItem("agent_tracing.rollup.tool_calls"));
            Assert.Equal(
                (long)calls.Count(call => call.GetTagItem("agent_tracing.cost.status") is "unpriced"),
                span.GetTagItem("agent_tracing.rollup.unpriced_calls"));
            Assert.Null(span.GetTagItem("gen_ai.usage.input_tokens"));
        }

        IEnumerable<Activity> Below(Activity span) => children[span.SpanId].SelectMany(child => Below(child).Prepend(child));
        static Func<Activity, long> Long(string key) => span => span.GetTagItem(key) as long? ?? 0;
    }

    private static void AssertEqualsLog(SampleRun run, IReadOnlyList<LoggedRequest> sent)
    {
        Assert.Equal(sent.Count, run.Calls.Count);
        Assert.Equal(sent.Sum(r => Expected.Cost(r) ?? 0), run.Calls.Sum(call => (decimal)(call.GetTagItem("gen_ai.usage.cost") as double? ?? 0)));
        foreach (var model in sent.GroupBy(request => request.Model))
        {
            Assert.Equal(model.Sum(Expected.Input), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "input")));
            Assert.Equal(model.Sum(Expected.Output), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "output")));
            Assert.Equal(model.Sum(Expected.Cached), run.Sum("llm.tokens", ("model", model.Key), ("token_type", "cache_read")));
            Assert.Equal(model.Sum(request => Expected.Cost(request) ?? 0), run.Sum("llm.cost.usd", ("model", model.Key)));
            Assert.Equal(
                model.Count(request => request.Usage is not null && Expected.Cost(request) is null),
                run.Sum("llm.unpriced.calls", ("model", model.Key)));
        }

        Assert.Equal(100, run.Sum("agent.runs", ("agent_name", "order-agent"), ("status", "ok")));
        Assert.Equal(100, run.Sum("agent.runs", ("agent_name", "support-agent"), ("status", "ok")));
        Assert.Equal(50, run.Sum("tool.calls", ("tool", "ValidateInventory"), ("status", "error")));
        Assert.Equal(150, run.Sum("tool.calls", ("tool", "ValidateInventory"), ("status", "ok")));
        Assert.Equal(100, run.Sum("tool.calls", ("tool", "PlaceOrder")));
    }
}
