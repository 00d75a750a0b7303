using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Propagation;

/// <summary>
/// An activity without a listener does not decide about the sampling of spans below it; an activity that a sampler dropped does.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class ParentWithoutListenerTests
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";

    [Fact]
    public void A_trace_begins_below_an_activity_without_a_listener()
    {
        using var spans = Following();
        using var request = new Activity(Request).AddBaggage("tenant", "a").Start();
        using var inner = new Activity("middleware").Start();

        RunAgentAndTool();

        var agent = spans.Named("invoke_agent a");
        Assert.Equal(default, agent.ParentSpanId);
        Assert.NotEqual(request.TraceId, agent.TraceId);
        Assert.Equal("a", agent.GetBaggageItem("tenant"));
        Assert.Equal(agent.SpanId, spans.Named("execute_tool t").ParentSpanId);
        Assert.Same(inner, Activity.Current);
    }

    [Fact]
    public async Task The_caller_has_its_activity_back_at_once_and_after_an_await()
    {
        using var spans = Following();
        using var request = new Activity(Request).Start();

        var running = Traced.Async(OperationDescriptor.Agent("a"), async () =>
        {
            await Task.Yield();
            return Activity.Current!.DisplayName;
        });

        Assert.Same(request, Activity.Current);
        Assert.Equal("invoke_agent a", await running);
        Assert.Same(request, Activity.Current);
        spans.Named("invoke_agent a");
    }

    [Fact]
    public void A_caller_that_is_not_sampled_is_followed()
    {
        using var spans = Following();
        using var request = new Activity(Request).SetParentId(Caller + "00").Start();

        RunAgentAndTool();

        Assert.Empty(spans.Ended);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public void Below_a_request_of_a_sampled_caller_the_span_is_a_child_of_the_caller()
    {
        using var spans = Following();
        using var request = new Activity(Request).SetParentId(Caller + "01").AddBaggage("tenant", "a").Start();

        RunAgentAndTool();

        var agent = spans.Named("invoke_agent a");
        Assert.Equal("b7ad6b7169203331", agent.ParentSpanId.ToHexString());
        Assert.Equal(request.TraceId, agent.TraceId);
        Assert.True(agent.HasRemoteParent);
        Assert.Equal("a", agent.GetBaggageItem("tenant"));
        Assert.Equal(agent.SpanId, spans.Named("execute_tool t").ParentSpanId);
        Assert.Same(request, Activity.Current);
    }

    [Fact]
    public void A_dropped_span_stays_dropped()
    {
        using var source = new ActivitySource("ParentWithoutListenerTests");
        using var others = new ActivityListener
        {
            ShouldListenTo = heard => heard == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(others);
        using var spans = Following();
        using var request = source.StartActivity("request")!;
        using var inner = new Activity("middleware").Start();

        RunAgentAndTool();

        Assert.Empty(spans.Ended);
        Assert.Same(inner, Activity.Current);
    }

    [Fact]
    public void What_an_instrumentation_without_a_source_dropped_stays_dropped()
    {
        using var spans = Following();
        using var request = new Activity("Legacy").Start();
        request.IsAllDataRequested = false;

        RunAgentAndTool();

        Assert.Empty(spans.Ended);
    }

    [Fact]
    public void A_sampler_that_drops_every_trace_is_obeyed_and_the_activity_stays_current()
    {
        using var spans = Following(ActivitySamplingResult.None);
        using var request = new Activity(Request).Start();

        var inside = Traced.Sync(OperationDescriptor.Agent("a"), () => Activity.Current);

        Assert.Same(request, inside);
        Assert.Same(request, Activity.Current);
        Assert.Empty(spans.Ended);
    }

    [Fact]
    public void A_listener_that_records_in_spite_of_the_parent_keeps_it()
    {
        using var spans = new SpanCollector();
        using var request = new Activity(Request).Start();

        RunAgentAndTool();

        Assert.Equal(request.SpanId, spans.Named("invoke_agent a").ParentSpanId);
    }

    private static void RunAgentAndTool()
        => Traced.Sync(OperationDescriptor.Agent("a"), () => Traced.Sync(OperationDescriptor.Tool("t"), () => 0));

    /// <summary>Samples like the SDK by default: like the parent, and roots with the given decision.</summary>
    private static SpanCollector Following(ActivitySamplingResult ofRoots = ActivitySamplingResult.AllDataAndRecorded)
        => new((ref ActivityCreationOptions<ActivityContext> options) =>
            options.Parent.TraceId == default ? ofRoots
            : options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? ActivitySamplingResult.AllDataAndRecorded
            : ActivitySamplingResult.None);
}
