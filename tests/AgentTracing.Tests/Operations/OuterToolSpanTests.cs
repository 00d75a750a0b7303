using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

/// <summary>
/// Clients that execute tools for a model create a span for the tool. The annotated tool inside adds its attributes to that span.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class OuterToolSpanTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("order-agent");
    private static readonly OperationDescriptor Tool = OperationDescriptor.Tool("validate_inventory", description: "Looks whether it is in stock");
    private static readonly ActivitySource Client = new("AgentTracing.Tests.Client");

    [Theory]
    [InlineData("validate_inventory")]
    [InlineData("ValidateInventory")]
    [InlineData("validate-inventory")]
    public void An_execution_that_has_a_span_gets_no_second_one(string nameOfTheClient)
    {
        using var spans = new SpanCollector(moreSources: Client.Name);
        using var metrics = new MetricCollector("tool.calls");

        Traced.Sync(Agent, () =>
        {
            using var outer = Execute(nameOfTheClient);
            var result = Traced.Sync(Tool, () => 1);
            Assert.Same(outer, Activity.Current);
            Assert.False(outer!.IsStopped);
            return result;
        });

        var span = Assert.Single(spans.Ended, span => span.DisplayName.StartsWith("execute_tool", StringComparison.Ordinal));
        Assert.Equal(nameOfTheClient, span.GetTagItem("gen_ai.tool.name"));
        Assert.Equal("function", span.GetTagItem("gen_ai.tool.type"));
        Assert.Equal("order-agent", span.GetTagItem("gen_ai.agent.name"));
        Assert.Equal("Looks whether it is in stock", span.GetTagItem("gen_ai.tool.description"));
        Assert.Equal(1L, spans.Named("invoke_agent order-agent").GetTagItem("agent_tracing.rollup.tool_calls"));
        Assert.Equal(1, metrics.Sum("tool.calls", ("tool", "validate_inventory")));
    }

    [Fact]
    public void A_failure_is_written_to_the_outer_span()
    {
        using var spans = new SpanCollector(moreSources: Client.Name);

        using (Execute("validate_inventory"))
            Assert.Throws<TimeoutException>(() => Traced.Sync<int>(Tool, () => throw new TimeoutException("no answer")));

        var span = spans.Single;
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal("no answer", span.StatusDescription);
        Assert.Equal("System.TimeoutException", span.GetTagItem("error.type"));
    }

    [Fact]
    public void An_outer_span_stands_for_one_execution()
    {
        using var spans = new SpanCollector(moreSources: Client.Name);

        using (var outer = Execute("validate_inventory"))
        {
            Traced.Sync(Tool, () => Traced.Sync(Tool, () => 1));
            Traced.Sync(Tool, () => 1);
            Assert.All(spans.Ended, span => Assert.Same(outer, span.Parent));
        }

        Assert.Equal(3, spans.Ended.Count);
    }

    [Fact]
    public void The_span_of_another_tool_or_of_another_kind_is_left_alone()
    {
        using var spans = new SpanCollector(moreSources: Client.Name);

        using (Execute("place_order"))
        {
            Traced.Sync(Tool, () => 1);
            Traced.Sync(OperationDescriptor.AgentTask("place_order"), () => 1);
        }

        using (Client.StartActivity("execute_tool validate_inventory"))
            Traced.Sync(Tool, () => 1);

        Assert.Equal(5, spans.Ended.Count);
    }

    private static Activity? Execute(string tool) =>
        Client.StartActivity($"execute_tool {tool}")?.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", tool);
}
