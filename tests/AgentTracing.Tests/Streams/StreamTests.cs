using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Streams;

[Collection(TelemetryCollection.Name)]
public sealed class StreamTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("narrator");

    public static TheoryData<bool, bool> Forms => new()
    {
        { false, false },
        { false, true },
        { true, false },
        { true, true },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_step_runs_inside_the_span_and_the_caller_keeps_its_own(bool iterator, bool yielding)
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var seen = new List<string?>();
        var outside = new List<Activity?>();

        await foreach (var number in Open(iterator, () => Traced.Numbers(4, _ => seen.Add(Activity.Current?.DisplayName), yielding)))
            outside.Add(Activity.Current);

        Assert.Equal(Enumerable.Repeat("invoke_agent narrator", 4), seen);
        Assert.All(outside, activity => Assert.Same(caller, activity));
        Assert.Same(caller, Activity.Current);
        Assert.Same(caller, spans.Single.Parent);
        Assert.Null(spans.Single.GetTagItem("agent_tracing.stream.incomplete"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Spans_started_in_a_stream_are_its_children_after_every_yield(bool iterator, bool yielding)
    {
        using var spans = new SpanCollector();
        var tool = OperationDescriptor.Tool("count");

        await foreach (var _ in Open(iterator, () => Traced.Numbers(3, _ => Traced.Sync(tool, () => 0), yielding)))
        {
            Assert.Null(Activity.Current);
        }

        var agent = spans.Named("invoke_agent narrator");
        Assert.Equal(3, spans.Ended.Count(span => span.DisplayName == "execute_tool count" && span.ParentSpanId == agent.SpanId));
        Assert.Equal(3L, agent.GetTagItem("agent_tracing.rollup.tool_calls"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_early_break_ends_the_span_and_marks_it_incomplete(bool iterator, bool yielding)
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();

        await foreach (var number in Open(iterator, () => Traced.Numbers(5, yielding: yielding)))
        {
            if (number == 2)
                break;
        }

        Assert.Equal(true, spans.Single.GetTagItem("agent_tracing.stream.incomplete"));
        Assert.Equal(ActivityStatusCode.Unset, spans.Single.Status);
        Assert.Same(caller, Activity.Current);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task An_exception_in_mid_stream_ends_the_span_with_it(bool iterator, bool yielding)
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var thrown = new InvalidOperationException("broken");

        var caught = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in Open(iterator, () => Traced.Numbers(3, i => { if (i == 2) throw thrown; }, yielding)))
            {
            }
        });

        Assert.Same(thrown, caught);
        Assert.Equal(ActivityStatusCode.Error, spans.Single.Status);
        Assert.Null(spans.Single.GetTagItem("agent_tracing.stream.incomplete"));
        Assert.Same(caller, Activity.Current);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 2)]
    public async Task Each_enumeration_is_a_span(bool iterator, int enumerations)
    {
        using var spans = new SpanCollector();
        var stream = Open(iterator, () => Traced.Numbers(2));

        for (var i = 0; i < enumerations; i++)
        {
            await foreach (var _ in stream)
            {
            }
        }

        Assert.Equal(enumerations, spans.Ended.Count);
    }

    [Fact]
    public async Task A_stream_that_is_never_stepped_through_makes_no_span()
    {
        using var spans = new SpanCollector();

        var enumerator = Agent.Trace(Traced.Numbers(2)).GetAsyncEnumerator();
        await enumerator.DisposeAsync();

        Assert.Empty(spans.Ended);
        Assert.Empty(spans.Sampled);
    }

    [Fact]
    public async Task The_enumerations_token_reaches_the_iterator_and_counts_as_the_callers()
    {
        using var spans = new SpanCollector();
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var number in Agent.Trace(Traced.Numbers(9)).WithCancellation(source.Token))
            {
                if (number == 2)
                    await source.CancelAsync();
            }
        });

        Assert.Equal(true, spans.Single.GetTagItem("agent_tracing.cancelled"));
        Assert.Equal(ActivityStatusCode.Unset, spans.Single.Status);
    }

    [Fact]
    public void Sync_iterators_are_traced_like_async_ones()
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var seen = new List<string?>();

        foreach (var number in Agent.Trace(Sequence(seen)))
            Assert.Same(caller, Activity.Current);

        Assert.Equal(["invoke_agent narrator", "child", "child"], seen);
        Assert.Same(caller, Activity.Current);
        Assert.Single(spans.Ended);

        static IEnumerable<int> Sequence(List<string?> seen)
        {
            seen.Add(Activity.Current?.DisplayName);
            using var child = new Activity("child") { DisplayName = "child" }.Start();
            yield return 1;
            seen.Add(Activity.Current?.DisplayName);
            yield return 2;
            seen.Add(Activity.Current?.DisplayName);
        }
    }

    [Fact]
    public async Task A_callers_AsyncLocal_changed_between_steps_is_seen_inside()
    {
        using var spans = new SpanCollector();
        var ambient = new AsyncLocal<int>();
        var seen = new List<int>();

        await foreach (var number in Agent.Trace(Traced.Numbers(3, _ => seen.Add(ambient.Value), yielding: true)))
            ambient.Value = number * 10;

        Assert.Equal([0, 10, 20], seen);
    }

    [Fact]
    public async Task It_works_where_the_flow_of_the_context_is_suppressed()
    {
        using var spans = new SpanCollector();
        Activity? after;
        var seen = new List<string?>();
        var enumerator = Agent.Trace(Traced.Numbers(2, _ => seen.Add(Activity.Current?.DisplayName))).GetAsyncEnumerator();

        using (ExecutionContext.SuppressFlow())
        {
            Traced.StepThrough(enumerator);
            after = Activity.Current;
        }

        await enumerator.DisposeAsync();
        Assert.Null(after);
        Assert.Equal(["invoke_agent narrator", "invoke_agent narrator"], seen);
        Assert.Single(spans.Ended);
    }

    [Fact]
    public void An_enumerator_that_is_no_longer_referenced_ends_its_span()
    {
        using var spans = new SpanCollector();
        Abandon();

        CollectGarbageUntilEnded(spans);
        Assert.Equal(true, spans.Single.GetTagItem("agent_tracing.stream.incomplete"));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Abandon() => Agent.Trace(Enumerable.Range(0, 3)).GetEnumerator().MoveNext();
    }

    [Fact]
    public void A_started_stream_that_is_never_enumerated_ends_its_span()
    {
        using var spans = new SpanCollector();
        Forget();

        CollectGarbageUntilEnded(spans);
        Assert.Equal(true, spans.Single.GetTagItem("agent_tracing.stream.incomplete"));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget() => Traced.Stream(Agent, () => Traced.Numbers(3));
    }

    [Fact]
    public async Task A_stream_that_cannot_be_wrapped_continues_without_a_span()
    {
        using var spans = new SpanCollector();
        var numbers = Traced.Numbers(2);

        Assert.Same(numbers, Agent.Start().TrackStream<IAsyncEnumerable<int>, int>(numbers, (_, _) => throw new InvalidOperationException()));
        await foreach (var _ in numbers)
        {
        }

        Assert.Single(spans.Ended);
    }

    [Fact]
    public async Task A_failing_dispose_is_the_operations_failure()
    {
        using var spans = new SpanCollector();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in Agent.Trace(Throwing()))
                break;
        });

        Assert.Equal(ActivityStatusCode.Error, spans.Single.Status);

        static async IAsyncEnumerable<int> Throwing()
        {
            try
            {
                await Task.Yield();
                yield return 1;
            }
            finally
            {
                throw new InvalidOperationException("dispose");
            }
        }
    }

    [Fact]
    public async Task Two_hundred_streams_at_once_keep_their_trees_apart()
    {
        using var spans = new SpanCollector();
        var tool = OperationDescriptor.Tool("count");

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            await foreach (var __ in Agent.Trace(Traced.Numbers(5, _ => Traced.Sync(tool, () => 0), yielding: true)))
            {
            }
        })));

        var agents = spans.Ended.Where(span => span.DisplayName == "invoke_agent narrator").ToList();
        Assert.Equal(200, agents.Count);
        Assert.All(agents, agent => Assert.Equal(5, spans.Ended.Count(span => span.ParentSpanId == agent.SpanId && span.TraceId == agent.TraceId)));
    }

    private static IAsyncEnumerable<int> Open(bool iterator, Func<IAsyncEnumerable<int>> core)
        => iterator ? Agent.Trace(core()) : Traced.Stream(Agent, core);

    private static void CollectGarbageUntilEnded(SpanCollector spans)
    {
        for (var i = 0; i < 20 && spans.Ended.Count == 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
