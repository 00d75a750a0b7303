using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

/// <summary>The life cycle of an operation, in hand-written code that equals generated code.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class OperationTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("order-agent", version: "2", description: "Takes orders");
    private static readonly OperationDescriptor Tool = OperationDescriptor.Tool("lookup", description: "Looks up");

    [Fact]
    public void A_sync_call_is_a_span_with_its_constant_attributes_at_creation()
    {
        using var spans = new SpanCollector();

        Assert.Equal(42, Traced.Sync(Agent, () => 42));

        var span = spans.Single;
        Assert.Equal("invoke_agent order-agent", span.DisplayName);
        Assert.Equal(ActivityKind.Internal, span.Kind);
        Assert.Equal(ActivityStatusCode.Unset, span.Status);
        var atCreation = Assert.Single(spans.Sampled).ToDictionary();
        Assert.Equal("invoke_agent", atCreation["gen_ai.operation.name"]);
        Assert.Equal("order-agent", atCreation["gen_ai.agent.name"]);
        Assert.Equal("2", atCreation["gen_ai.agent.version"]);
        Assert.Equal("Takes orders", atCreation["gen_ai.agent.description"]);
    }

    [Fact]
    public void Children_name_their_agent()
    {
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.Workflow("checkout"), () =>
            Traced.Sync(Agent, () => Traced.Sync(Tool, () => 1) + Traced.Sync(OperationDescriptor.AgentTask("step"), () => 2)));

        Assert.Equal("order-agent", spans.Named("execute_tool lookup").GetTagItem("gen_ai.agent.name"));
        Assert.Equal("order-agent", spans.Named("step").GetTagItem("agent_tracing.agent.name"));
        Assert.Equal("order-agent", spans.Named("step").GetTagItem("gen_ai.agent.name"));
        Assert.Equal("task", spans.Named("step").GetTagItem("gen_ai.operation.name"));
        Assert.Equal("checkout", spans.Named("invoke_agent order-agent").GetTagItem("agent_tracing.agent.name"));
        Assert.Null(spans.Named("step").GetTagItem("gen_ai.tool.name"));
        Assert.Same(spans.Named("invoke_agent order-agent"), spans.Named("step").Parent);
    }

    [Fact]
    public void An_exception_is_recorded_and_keeps_its_identity_and_stack()
    {
        using var spans = new SpanCollector();
        var thrown = new InvalidOperationException("no stock");

        var caught = Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(Tool, () => throw thrown));

        Assert.Same(thrown, caught);
        Assert.StartsWith("   at AgentTracing.Tests.Operations.OperationTests", caught.StackTrace, StringComparison.Ordinal);
        var span = spans.Single;
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("no stock", span.StatusDescription);
        Assert.Equal("System.InvalidOperationException", span.GetTagItem("error.type"));
        var recorded = Assert.Single(span.Events);
        Assert.Equal("exception", recorded.Name);
        Assert.Contains(recorded.Tags, tag => tag.Key == "exception.message" && (string?)tag.Value == "no stock");
    }

    [Fact]
    public void One_exception_on_its_way_up_is_recorded_once()
    {
        using var spans = new SpanCollector();

        Assert.Throws<InvalidOperationException>(() => Traced.Sync(Agent, () => Traced.Sync<int>(Tool, () => throw new InvalidOperationException("x"))));

        Assert.Single(spans.Named("execute_tool lookup").Events);
        Assert.Empty(spans.Named("invoke_agent order-agent").Events);
        Assert.Equal(ActivityStatusCode.Error, spans.Named("invoke_agent order-agent").Status);
    }

    [Fact]
    public async Task Async_calls_end_when_their_task_does_and_give_the_callers_span_back_at_once()
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var gate = new TaskCompletionSource<int>();
        Activity? inside = null;

        var task = Traced.Async(Agent, async () =>
        {
            var result = await gate.Task;
            inside = Activity.Current;
            return result;
        });

        Assert.Same(caller, Activity.Current);
        Assert.Empty(spans.Ended);
        gate.SetResult(7);
        Assert.Equal(7, await task);
        Assert.Equal("invoke_agent order-agent", inside!.DisplayName);
        Assert.Same(inside, spans.Single);
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public async Task A_completed_task_is_returned_as_it_is()
    {
        using var spans = new SpanCollector();
        var done = Task.FromResult(3);

        Assert.Same(done, Traced.Async(Agent, () => done));
        Assert.Equal(3, await done);
        Assert.Single(spans.Ended);
    }

    [Fact]
    public void A_null_task_stays_null()
    {
        using var spans = new SpanCollector();

        Assert.Null(Traced.Async<int>(Agent, () => null!));
        Assert.Single(spans.Ended);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Cancellation_by_the_caller_is_no_error_and_a_timeout_inside_is(bool byCaller, bool cancelled)
    {
        using var spans = new SpanCollector();
        using var callers = new CancellationTokenSource();
        using var inside = new CancellationTokenSource();
        await (byCaller ? callers : inside).CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Traced.Async<int>(
            Agent, () => Task.FromCanceled<int>(byCaller ? callers.Token : inside.Token), callers.Token));

        var span = spans.Single;
        Assert.Equal(cancelled ? ActivityStatusCode.Unset : ActivityStatusCode.Error, span.Status);
        Assert.Equal(cancelled ? true : null, span.GetTagItem("agent_tracing.cancelled"));
        Assert.Equal("System.Threading.Tasks.TaskCanceledException", span.GetTagItem("error.type"));
    }

    [Fact]
    public void What_the_implementation_leaves_in_an_AsyncLocal_stays_for_the_caller_and_its_stray_span_does_not()
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var ambient = new AsyncLocal<int>();

        Traced.Sync(Agent, () =>
        {
            ambient.Value = 5;
            new Activity("stray").Start();
            return 0;
        });

        Assert.Equal(5, ambient.Value);
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public void A_span_that_inner_finally_blocks_stop_late_does_not_come_back()
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();

        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(Agent, () =>
        {
            using var child = new Activity("child").Start();
            throw new InvalidOperationException();
        }));

        Assert.Same(caller, Activity.Current);
        Assert.Null(AmbientContext.Current);
    }

    [Fact]
    public void A_listener_that_throws_breaks_no_call_and_is_counted()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => throw new InvalidOperationException("started"),
            ActivityStopped = _ => throw new InvalidOperationException("stopped"),
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").Start();
        var faults = TelemetryFault.Count;

        Assert.Equal(1, Traced.Sync(Agent, () => 1));

        Assert.Equal(faults + 2, TelemetryFault.Count);
        Assert.Same(caller, Activity.Current);
    }

    [Fact]
    public void A_dropped_span_still_counts()
    {
        using var spans = new SpanCollector(ActivitySamplingResult.None);
        using var metrics = new MetricCollector();

        Traced.Sync(Agent, () => Traced.Sync(Tool, () => 1));

        Assert.Empty(spans.Ended);
        Assert.Equal(1, metrics.Sum("agent.runs", ("agent_name", "order-agent"), ("status", "ok")));
        Assert.Equal(1, metrics.Sum("tool.calls", ("agent_name", "order-agent"), ("tool", "lookup"), ("status", "ok")));
        Assert.Equal(1, metrics.Sum("gen_ai.invoke_agent.tool_calls", ("gen_ai.agent.name", "order-agent")));
    }
}
