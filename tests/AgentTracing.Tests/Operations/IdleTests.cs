using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

[Collection(TelemetryCollection.Name)]
public sealed class IdleTests
{
    private static readonly OperationDescriptor Tool = OperationDescriptor.Tool("idle");
    private static readonly Task<int> Done = Task.FromResult(1);
    private static readonly Func<int> Sync = () => 1;
    private static readonly Func<Task<int>> Async = () => Done;
    private static readonly Func<ValueTask<int>> Value = () => new ValueTask<int>(1);

    [Fact]
    public void Nobody_listening_costs_no_byte()
    {
        Assert.False(AgentTelemetry.IsEnabled);
        Assert.Equal(0, Allocated(static () => Traced.Sync(Tool, Sync)));
        Assert.Equal(0, Allocated(static () => Traced.Async(Tool, Async)));
        Assert.Equal(0, Allocated(static () => Traced.Value(Tool, Value)));
    }

    [Theory]
    [InlineData("llm.tokens")]
    [InlineData("llm.unpriced.calls")]
    [InlineData("tool.calls")]
    [InlineData("agent.run.cost.usd")]
    [InlineData("gen_ai.invoke_agent.tool_calls")]
    [InlineData("gen_ai.client.inference.time_per_output_chunk")]
    [InlineData("gen_ai.client.operation.duration")]
    public void One_listener_to_one_instrument_is_enough_to_be_enabled(string instrument)
    {
        using (new MetricCollector(instrument))
            Assert.True(AgentTelemetry.IsEnabled);

        Assert.False(AgentTelemetry.IsEnabled);
    }

    private static long Allocated<T>(Func<T> call)
    {
        for (var i = 0; i < 200; i++)
            call();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
