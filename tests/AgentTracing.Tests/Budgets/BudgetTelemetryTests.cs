using AgentTracing.Tests.Accounts;

namespace AgentTracing.Tests.Budgets;

/// <summary>Spans and metrics of budgets: warnings, and exceeded limits.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class BudgetTelemetryTests
{
    [Fact]
    public void Four_fifths_of_a_limit_are_warned_of_once()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Calls.Agent(new AgentBudget { MaxLlmCalls = 10 }), () =>
        {
            for (var i = 0; i < 10; i++)
                Calls.Ask(Calls.Gpt4o);
            return 0;
        });

        var span = spans.Named("invoke_agent researcher");
        var warning = Assert.Single(span.Events, e => e.Name == "agent_tracing.budget.warning").Tags.ToDictionary();
        Assert.Equal(("llm_calls", 0.8), (warning["agent_tracing.budget.limit"], warning["agent_tracing.budget.used"]));
        Assert.Equal(("llm_calls", 1d, false), (span.GetTagItem("agent_tracing.budget.limit"), span.GetTagItem("agent_tracing.budget.used"), span.GetTagItem("agent_tracing.budget.exceeded")));
    }

    public static TheoryData<AgentBudget, string> EachLimit => new()
    {
        { new AgentBudget { MaxCostUsd = 10 * Calls.Gpt4oUsd }, "cost" },
        { new AgentBudget { MaxTokens = 11_000 }, "tokens" },
        { new AgentBudget { MaxLlmCalls = 10 }, "llm_calls" },
        { new AgentBudget { MaxToolCalls = 10 }, "tool_calls" },
        { new AgentBudget { MaxRepeatedToolCalls = 10 }, "repeated_tool_calls" },
    };

    [Theory]
    [MemberData(nameof(EachLimit))]
    public void Each_limit_is_warned_of_once_and_counted_once_when_it_is_exceeded(AgentBudget budget, string limit)
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();
        var rounds = 0;

        Assert.Throws<AgentBudgetExceededException>(() => Traced.Sync(Calls.Agent(budget), () =>
        {
            for (; rounds < 20; rounds++)
            {
                Calls.Use(Calls.Tool);
                Calls.Ask(Calls.Gpt4o);
            }

            return 0;
        }));

        Assert.Equal(10, rounds);
        var span = spans.Named("invoke_agent researcher");
        var warning = Assert.Single(span.Events, e => e.Name == "agent_tracing.budget.warning").Tags.ToDictionary();
        Assert.Equal((limit, 0.8), (warning["agent_tracing.budget.limit"], Math.Round((double)warning["agent_tracing.budget.used"]!, 6)));
        Assert.Equal((limit, true), (span.GetTagItem("agent_tracing.budget.limit"), span.GetTagItem("agent_tracing.budget.exceeded")));
        Assert.Equal(1, metrics.Sum("agent.budget.exceeded", ("agent_name", "researcher"), ("limit", limit)));
    }

    [Fact]
    public void An_exceeded_budget_is_counted_once()
    {
        using var metrics = new MetricCollector();

        for (var run = 0; run < 2; run++)
        {
            Assert.Throws<AgentBudgetExceededException>(() => Traced.Sync(Calls.Agent(new AgentBudget { MaxLlmCalls = 1 }), () =>
            {
                Calls.Ask(Calls.Gpt4o);
                Assert.Throws<AgentBudgetExceededException>(() => Calls.Ask(Calls.Gpt4o));
                return Calls.Ask(Calls.Gpt4o);
            }));
        }

        Assert.Equal(2, metrics.Sum("agent.budget.exceeded", ("agent_name", "researcher"), ("limit", "llm_calls")));
    }
}
