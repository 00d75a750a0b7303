using System.Diagnostics;

namespace AgentTracing.Tests.Operations;

[Collection(TelemetryCollection.Name)]
public sealed class ManualOperationTests
{
    [Fact]
    public async Task By_hand_is_as_by_annotation()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();

        using (AgentTrace.StartWorkflow("checkout", version: "3"))
        using (var agent = AgentTrace.StartAgent("seller"))
        {
            Assert.Same(agent, AgentTrace.Current);
            using (AgentTrace.StartTool("lookup"))
                await Task.Yield();
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
            call.SetResponse("id", "gpt-4o-mini-2024-07-18", "stop");
            call.SetTag("attempt", 2);
        }

        Assert.Null(AgentTrace.Current);
        var seller = spans.Named("invoke_agent seller");
        Assert.Equal(seller.SpanId, spans.Named("execute_tool lookup").ParentSpanId);
        Assert.Equal("3", spans.Named("invoke_workflow checkout").GetTagItem("gen_ai.agent.version"));
        Assert.Equal(1000L, seller.GetTagItem("agent_tracing.rollup.input_tokens"));
        var chat = spans.Named("chat gpt-4o-mini");
        Assert.Equal("gpt-4o-mini-2024-07-18", chat.GetTagItem("gen_ai.response.model"));
        Assert.Equal(0.00021, chat.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal(2L, chat.GetTagItem("attempt"));
        Assert.Equal(1, metrics.Sum("agent.runs", ("agent_name", "seller")));
    }

    [Theory]
    [InlineData("value")]
    [InlineData("action")]
    [InlineData("task")]
    [InlineData("task of value")]
    [InlineData("task that is done")]
    public async Task Run_ends_the_operation_and_records_the_exception(string form)
    {
        var outer = Activity.Current;
        using (var unheard = new SpanCollector(ActivitySamplingResult.None))
            await RunAsync(AgentTrace.StartTool("search"), form, static () => { });
        using var spans = new SpanCollector();
        using (var agent = AgentTrace.StartAgent("seller"))
        {
            await RunAsync(AgentTrace.StartTool("search"), form, static () => Assert.Equal("search", AgentTrace.Current?.Name));
            Assert.Same(agent, AgentTrace.Current);
            await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(AgentTrace.StartTool("slow"), form, static () => throw new TimeoutException("too slow")));
            Assert.Same(agent, AgentTrace.Current);
        }

        Assert.Same(outer, Activity.Current);
        var (searched, slow, seller) = (spans.Named("execute_tool search"), spans.Named("execute_tool slow"), spans.Named("invoke_agent seller"));
        Assert.Equal([seller.SpanId, seller.SpanId], new[] { searched, slow }.Select(static span => span.ParentSpanId));
        Assert.Null(searched.GetTagItem("error.type"));
        Assert.Equal("System.TimeoutException", slow.GetTagItem("error.type"));
        Assert.Equal("too slow", slow.StatusDescription);
        Assert.Null(seller.GetTagItem("error.type"));
    }

    // Not async, so that changes of the current span stay visible to the caller.
    private static Task RunAsync(AgentOperation operation, string form, Action work)
    {
        switch (form)
        {
            case "value":
                Assert.Equal(3, operation.Run(self => { Assert.Same(operation, self); work(); return 3; }));
                return Task.CompletedTask;
            case "action":
                operation.Run(_ => work());
                return Task.CompletedTask;
            case "task":
                return operation.RunAsync(async _ => { await Task.Yield(); work(); });
            case "task of value":
                return operation.RunAsync(async _ => { await Task.Yield(); work(); return 3; });
            default:
                return operation.RunAsync(_ => { work(); return Task.FromResult(3); });
        }
    }

    [Fact]
    public void A_failure_can_be_recorded_manually()
    {
        using var spans = new SpanCollector();

        Assert.Throws<TimeoutException>((Action)(() =>
        {
            using var tool = AgentTrace.StartTool("slow");
            try
            {
                throw new TimeoutException("too slow");
            }
            catch (Exception exception) when (tool.Fail(exception))
            {
                throw;
            }
        }));

        Assert.Equal(ActivityStatusCode.Error, spans.Single.Status);
        Assert.Equal("System.TimeoutException", spans.Single.GetTagItem("error.type"));
    }

    [Fact]
    public void A_hand_off_is_a_link()
    {
        using var spans = new SpanCollector();
        ActivityContext handedOver;
        using (var first = AgentTrace.StartAgent("first"))
            handedOver = first.Context;

        AgentTrace.StartAgent("second", links: [handedOver]).Dispose();

        Assert.Equal(spans.Named("invoke_agent first").SpanId, Assert.Single(spans.Named("invoke_agent second").Links).Context.SpanId);
    }

    [Fact]
    public async Task Disposed_on_another_thread_it_ends_without_affecting_others()
    {
        using var spans = new SpanCollector();
        var agent = AgentTrace.StartAgent("moved");

        await Task.Run(async () =>
        {
            using var own = new Activity("own").Start();
            agent.Dispose();
            await Task.Yield();
            Assert.Null(AgentTrace.Current);
        });
        agent.Dispose();

        Assert.Null(AgentTrace.Current);
        Assert.Single(spans.Ended);
    }

    [Fact]
    public void Idle_it_does_nothing_and_costs_no_byte()
    {
        Assert.False(AgentTelemetry.IsEnabled);
        Use();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Use()
        {
            using var agent = AgentTrace.StartAgent("idle");
            agent.SetTag("x", "y");
            agent.RecordUsage(TokenUsage.FromOpenAI(1, 1));
            agent.SetResponse("id");
        }
    }

    [Fact]
    public void The_scope_reaches_other_sources_only_if_enabled()
    {
        using var source = new ActivitySource("Foreign");
        using var spans = new SpanCollector(ActivitySamplingResult.AllDataAndRecorded, "Foreign");

        using (AgentTrace.BeginScope("u1"))
        {
            using (new OptionsScope(settings => settings.ScopeOnAllSpans = true))
                source.StartActivity("with")!.Dispose();
            source.StartActivity("without")!.Dispose();
        }

        Assert.Equal("u1", spans.Named("with").GetTagItem("user.id"));
        Assert.Null(spans.Named("without").GetTagItem("user.id"));
    }
}
