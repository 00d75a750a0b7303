using AgentTracing.CompilerServices;
using AgentTracing.Tests.Accounts;

namespace AgentTracing.Tests.Scopes;

/// <summary>Sets the user and session of a run while it is in progress.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class UpdateTests
{
    [Fact]
    public void Open_and_later_spans_of_the_run_get_the_values_and_ended_or_other_ones_do_not()
    {
        using var spans = new SpanCollector();

        using (AgentTrace.BeginScope(sessionId: "s-1", tags: ["a"]))
        {
            Traced.Sync(OperationDescriptor.Agent("run"), () =>
            {
                Traced.Sync(OperationDescriptor.Tool("before"), () => 1);
                Traced.Sync(OperationDescriptor.AgentTask("step"), () =>
                {
                    AgentTrace.Update(userId: "u-1", tags: ["b"], metadata: new Dictionary<string, string> { ["tenant"] = "acme" });
                    return Traced.Sync(OperationDescriptor.Tool("inside"), () => 1);
                });
                return Traced.Sync(OperationDescriptor.Tool("after"), () => 1);
            });
            Traced.Sync(OperationDescriptor.Agent("other"), () => 1);
        }

        foreach (var name in new[] { "invoke_agent run", "step", "execute_tool inside", "execute_tool after" })
        {
            var span = spans.Named(name);
            Assert.Equal(("u-1", "s-1", "acme"), (span.GetTagItem("user.id"), span.GetTagItem("session.id"), span.GetTagItem("agent_tracing.metadata.tenant")));
            Assert.Equal(["a", "b"], (string[])span.GetTagItem("agent_tracing.tags")!);
        }

        Assert.Null(spans.Named("execute_tool before").GetTagItem("user.id"));
        Assert.Null(spans.Named("invoke_agent other").GetTagItem("user.id"));
    }

    [Fact]
    public void Outside_of_a_run_the_innermost_scope_changes_and_without_one_nothing()
    {
        using var spans = new SpanCollector();
        AgentTrace.Update(userId: "nobody");

        using (AgentTrace.BeginScope(sessionId: "s-1"))
        {
            AgentTrace.Update(userId: "u-1");
            Traced.Sync(OperationDescriptor.Agent("a"), () => 1);
        }

        Traced.Sync(OperationDescriptor.Agent("b"), () => 1);
        Assert.Equal("u-1", spans.Named("invoke_agent a").GetTagItem("user.id"));
        Assert.Null(spans.Named("invoke_agent b").GetTagItem("user.id"));
    }

    [Fact]
    public void Metrics_have_only_the_configured_dimensions()
    {
        using var metrics = new MetricCollector();
        using var settings = new OptionsScope(options => (options.MetricDimensions, options.MaxLabelValues) = (["tenant", "region"], 2));
        MetricDimension.Reset();

        foreach (var tenant in new[] { "a", "b", "c" })
        {
            using var scope = AgentTrace.BeginScope(metadata: new Dictionary<string, string> { ["tenant"] = tenant, ["secret"] = "x" });
            var input = new OperationInput { Tags = [new("region", "eu")] };
            Traced.Sync(OperationDescriptor.Workflow("flow"), () => Calls.Use(Calls.Tool) + Calls.Ask(Calls.Gpt4o), input: input);
        }

        string[] labelled = ["llm.tokens", "llm.cost.usd", "agent.runs", "agent.run.cost.usd", "tool.calls"];
        foreach (var name in labelled)
        {
            Assert.Equal(["_other", "a", "b"], metrics.Of(name).Select(measurement => (string)measurement.Tag("tenant")!).Distinct().Order(StringComparer.Ordinal));
            Assert.All(metrics.Of(name), measurement => Assert.Equal("eu", measurement.Tag("region")));
            Assert.All(metrics.Of(name), measurement => Assert.Null(measurement.Tag("secret")));
        }

        Assert.All(metrics.All.Where(measurement => !labelled.Contains(measurement.Instrument)), measurement => Assert.Null(measurement.Tag("tenant")));
    }

    [Fact]
    public void A_workflow_inside_of_nothing_is_a_run_one_inside_is_not()
    {
        using var metrics = new MetricCollector();

        Traced.Sync(OperationDescriptor.Workflow("outer"), () => Traced.Sync(OperationDescriptor.Workflow("inner"), () => Calls.Ask(Calls.Gpt4o)));

        var run = Assert.Single(metrics.Of("agent.runs"));
        Assert.Equal(("outer", "ok"), (run.Tag("agent_name"), run.Tag("status")));
        Assert.Equal((double)Calls.Gpt4oUsd, Assert.Single(metrics.Of("agent.run.cost.usd")).Value);
    }
}
