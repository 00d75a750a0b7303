using System.Diagnostics;
using System.Threading.Tasks.Sources;

namespace AgentTracing.Tests.Operations;

/// <summary>Details of annotated methods that a naive wrapper gets wrong.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class SemanticsTests
{
    [Fact]
    public async Task Parallel_tools_are_children_of_their_agent_and_not_of_each_other()
    {
        using var spans = new SpanCollector();

        await ParallelAgentAsync(16);

        var agent = spans.Named("invoke_agent ParallelAgent");
        var tools = spans.Ended.Where(span => span.DisplayName == "execute_tool Yield").ToList();
        Assert.Equal(16, tools.Count);
        Assert.All(tools, tool => Assert.Equal(agent.SpanId, tool.ParentSpanId));
        Assert.Equal(16L, agent.GetTagItem("agent_tracing.rollup.tool_calls"));
    }

    [Fact]
    public async Task An_agent_started_in_Task_Run_is_a_child_of_the_operation_that_started_it()
    {
        using var spans = new SpanCollector();

        await BackgroundAsync();

        Assert.Equal(spans.Named("invoke_workflow Background").SpanId, spans.Named("invoke_agent ParallelAgent").ParentSpanId);
    }

    [Fact]
    public async Task Nested_agents_roll_up_into_each_other_and_count_their_own_calls_apart()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();

        await OuterAgentAsync();

        Assert.Equal(3L, spans.Named("invoke_agent OuterAgent").GetTagItem("agent_tracing.rollup.tool_calls"));
        Assert.Equal(2L, spans.Named("invoke_agent ParallelAgent").GetTagItem("agent_tracing.rollup.tool_calls"));
        Assert.Equal(1, metrics.Sum("gen_ai.invoke_agent.tool_calls", ("gen_ai.agent.name", "OuterAgent")));
        Assert.Equal(2, metrics.Sum("gen_ai.invoke_agent.tool_calls", ("gen_ai.agent.name", "ParallelAgent")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ValueTask_is_consumed_once(bool completed)
    {
        using var spans = new SpanCollector();
        var source = new OnceSource(completed);

        var task = PooledAsync(source);
        source.Complete(5);

        Assert.Equal(5, await task);
        Assert.Equal(1, source.Consumed);
        Assert.Single(spans.Ended);
    }

    [Fact]
    public void A_call_that_completes_at_once_allocates_no_task_of_ours()
    {
        using var spans = new SpanCollector();

        Assert.Same(Done, CompletedAsync());
        var value = CompletedValueAsync();
        Assert.True(value.IsCompletedSuccessfully);
    }

    [Fact]
    public void Blocking_on_a_call_does_not_deadlock_under_a_SynchronizationContext()
    {
        using var spans = new SpanCollector();
        var finished = false;
        var thread = new Thread(() =>
        {
            // Runs nothing that is posted to it, like the context of a user interface whose thread is blocked.
            SynchronizationContext.SetSynchronizationContext(new Stuck());
            finished = Block(DelayedAsync()) == 7;
        });

        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "The wrapper posted to the blocked context.");
        Assert.True(finished);
    }

    [Fact]
    public async Task Abandoned_work_does_not_change_what_is_current_for_anybody()
    {
        using var spans = new SpanCollector();
        using var caller = new Activity("caller").Start();
        var gate = new TaskCompletionSource();

        var forgotten = WaitAsync(gate.Task);
        Assert.Same(caller, Activity.Current);
        gate.SetResult();
        await forgotten;

        Assert.Same(caller, Activity.Current);
        Assert.Same(caller, spans.Single.Parent);
    }

    private static readonly Task<int> Done = Task.FromResult(3);

    private static T Block<T>(Task<T> task) => task.ConfigureAwait(false).GetAwaiter().GetResult();

    [Agent]
    private static partial Task ParallelAgentAsync(int tools);

    private static Task ParallelAgentCoreAsync(int tools) => Task.WhenAll(Enumerable.Range(0, tools).Select(_ => YieldAsync()));

    [Tool]
    private static partial Task YieldAsync();

    private static async Task YieldCoreAsync() => await Task.Yield();

    [Workflow]
    private static partial Task BackgroundAsync();

    private static Task BackgroundCoreAsync() => Task.Run(() => ParallelAgentAsync(1));

    [Agent]
    private static partial Task OuterAgentAsync();

    private static async Task OuterAgentCoreAsync()
    {
        await YieldAsync();
        await ParallelAgentAsync(2);
    }

    [Tool]
    private static partial ValueTask<int> PooledAsync(OnceSource source);

    private static ValueTask<int> PooledCoreAsync(OnceSource source) => new(source, 0);

    [Tool]
    private static partial Task<int> CompletedAsync();

    private static Task<int> CompletedCoreAsync() => Done;

    [Tool]
    private static partial ValueTask<int> CompletedValueAsync();

    private static ValueTask<int> CompletedValueCoreAsync() => new(3);

    [Agent]
    private static partial Task<int> DelayedAsync();

    private static async Task<int> DelayedCoreAsync()
    {
        await Task.Delay(20).ConfigureAwait(false);
        return 7;
    }

    [Agent]
    private static partial Task WaitAsync(Task gate);

    private static async Task WaitCoreAsync(Task gate) => await gate;

    private sealed class Stuck : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    /// <summary>A source that may be consumed only once, like a pooled one.</summary>
    private sealed class OnceSource : IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _core;
        private bool _completed;

        internal OnceSource(bool completed)
        {
            if (completed)
                Complete(5);
        }

        internal int Consumed { get; private set; }

        public int GetResult(short token)
        {
            Consumed++;
            Assert.Equal(1, Consumed);
            return _core.GetResult(token);
        }

        public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
            => _core.OnCompleted(continuation, state, token, flags);

        internal void Complete(int result)
        {
            if (_completed)
                return;

            _completed = true;
            _core.SetResult(result);
        }
    }
}
