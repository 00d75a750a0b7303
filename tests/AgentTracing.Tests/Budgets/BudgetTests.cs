using AgentTracing.CompilerServices;
using AgentTracing.Tests.Accounts;

namespace AgentTracing.Tests.Budgets;

/// <summary>Limits that deny the call that would exceed them.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class BudgetTests
{
    /// <summary>Each limit, with the number of equal consecutive calls that it allows.</summary>
    public static TheoryData<AgentBudget, BudgetLimit, int> Serial => new()
    {
        { new AgentBudget { MaxLlmCalls = 3 }, BudgetLimit.LlmCalls, 3 },
        { new AgentBudget { MaxCostUsd = 3 * Calls.Gpt4oUsd }, BudgetLimit.Cost, 3 },
        { new AgentBudget { MaxCostUsd = (3 * Calls.Gpt4oUsd) + 0.0001m }, BudgetLimit.Cost, 4 },
        { new AgentBudget { MaxTokens = 2_200 }, BudgetLimit.Tokens, 2 },
        { new AgentBudget { MaxTokens = 2_201 }, BudgetLimit.Tokens, 3 },
        { new AgentBudget { MaxTokens = 100_000, MaxLlmCalls = 1, MaxCostUsd = 5 }, BudgetLimit.LlmCalls, 1 },
    };

    [Theory]
    [MemberData(nameof(Serial))]
    public async Task Calls_in_a_row_stop_at_the_limit(AgentBudget budget, BudgetLimit limit, int allowed)
    {
        foreach (var isListenedTo in new[] { false, true })
        {
            using var spans = isListenedTo ? new SpanCollector() : null;
            var made = 0;

            var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(budget), async _ =>
            {
                await Task.Yield();
                while (made < 100)
                {
                    Calls.Ask(Calls.Gpt4o);
                    made++;
                }

                return made;
            }));

            Assert.Equal(allowed, made);
            Assert.Equal((limit, "researcher", allowed), (exception.Limit, exception.AgentName, exception.Account.LlmCalls));
            Assert.Same(budget, exception.Budget);
        }

        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public async Task A_run_that_needs_no_further_call_ends_well_beyond_its_limit()
        => Assert.Equal(1, await Traced.Run(Calls.Agent(new AgentBudget { MaxTokens = 10 }), _ => Calls.AskAsync(Calls.Gpt4o)));

    [Fact]
    public async Task Calls_in_parallel_are_never_more_than_the_limit_of_calls()
    {
        var made = 0;

        await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run(Calls.Agent(new AgentBudget { MaxLlmCalls = 20 }), _ =>
            Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
            {
                await Calls.AskAsync(Calls.Gpt4o);
                return Interlocked.Increment(ref made);
            }))));

        Assert.Equal(20, made);
    }

    /// <summary>Cost and tokens are known when a call ends, so calls in progress are not stopped.</summary>
    [Theory]
    [InlineData("cost", 1)]
    [InlineData("cost", 8)]
    [InlineData("tokens", 1)]
    [InlineData("tokens", 8)]
    public async Task Calls_in_parallel_exceed_cost_and_tokens_by_those_under_way_at_most(string limit, int parallel)
    {
        var budget = limit == "cost" ? new AgentBudget { MaxCostUsd = 20 * Calls.Gpt4oUsd } : new AgentBudget { MaxTokens = 20 * 1_100 };
        var made = 0;

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(budget), async _ =>
        {
            await Task.WhenAll(Enumerable.Range(0, parallel).Select(async _ =>
            {
                while (true)
                {
                    await Calls.AskAsync(Calls.Gpt4o);
                    Interlocked.Increment(ref made);
                }
            }));
            return 0;
        }));

        Assert.InRange(made, 20, 20 + parallel - 1);
        Assert.InRange(exception.Account.LlmCalls, 20, 20 + parallel - 1);
    }

    [Fact]
    public async Task Two_hundred_runs_at_once_each_have_their_own_budget()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            var (limit, made) = ((i % 7) + 1, 0);
            var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(new AgentBudget { MaxLlmCalls = limit }), async _ =>
            {
                while (true)
                {
                    await Calls.AskAsync(Calls.Gpt4o);
                    made++;
                }
            }));
            return (limit, made, exception.Account);
        }));

        Assert.All(runs, run => Assert.Equal((run.limit, run.limit, run.limit * Calls.Gpt4oUsd), (run.made, (int)run.Account.LlmCalls, run.Account.CostUsd)));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public void A_smaller_budget_outside_stops_the_agent_inside()
    {
        using var outer = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2 });

        var exception = Assert.Throws<AgentBudgetExceededException>(() => Traced.Sync(Calls.Agent(new AgentBudget { MaxLlmCalls = 10 }), () =>
        {
            for (var i = 0; i < 10; i++)
                Calls.Ask(Calls.Gpt4o);
            return 0;
        }));

        Assert.Equal((2, null, 2L), (exception.Budget.MaxLlmCalls, exception.AgentName, exception.Account.LlmCalls));
    }

    [Fact]
    public async Task A_smaller_budget_inside_stops_the_sub_agent_alone()
    {
        var outer = OperationDescriptor.Workflow("flow").WithBudget(new AgentBudget { MaxLlmCalls = 10 });

        var calls = await Traced.Run(outer, async _ =>
        {
            await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(new AgentBudget { MaxLlmCalls = 1 }), async _ =>
            {
                await Calls.AskAsync(Calls.Gpt4o);
                return await Calls.AskAsync(Calls.Gpt4o);
            }));
            await Calls.AskAsync(Calls.Gpt4o);
            return AgentTrace.Current!.Account!.LlmCalls;
        });

        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_call_through_several_layers_counts_once()
    {
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2 });

        for (var i = 0; i < 2; i++)
            Traced.Sync(Calls.Gpt4o, () => Calls.Ask(Calls.Gpt4o));

        Assert.Throws<AgentBudgetExceededException>(() => Calls.Ask(Calls.Gpt4o));
    }

    [Fact]
    public void Several_requests_in_one_layer_count_each()
    {
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 3 });
        var made = 0;

        Assert.Throws<AgentBudgetExceededException>(() => Traced.Sync(Calls.Gpt4o, () =>
        {
            for (; made < 10; made++)
                Calls.Ask(Calls.Gpt4o);
            return 0;
        }));

        Assert.Equal(3, made);
    }

    [Fact]
    public void A_model_without_a_price_is_denied_before_the_call_or_allowed()
    {
        using (AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1 }))
        {
            var made = 0;
            var exception = Assert.Throws<AgentBudgetExceededException>(() => Traced.Sync(Calls.Unpriced, () => made++));
            Assert.Equal((BudgetLimit.Unpriced, 0), (exception.Limit, made));
        }

        using (AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Allow }))
        {
            Calls.Ask(Calls.Unpriced);
            Calls.Ask(Calls.Unpriced);
        }

        using (AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 1 }))
            Calls.Ask(Calls.Unpriced);
    }

    [Fact]
    public void A_call_that_shows_only_afterwards_that_it_has_no_price_is_the_last()
    {
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1 });
        Calls.Ask(OperationDescriptor.LlmCall("own", model: "somebody's"));

        Assert.Equal(BudgetLimit.Unpriced, Assert.Throws<AgentBudgetExceededException>(() => Calls.Ask(Calls.Gpt4o)).Limit);
    }

    [Fact]
    public void The_same_tool_with_equal_arguments_is_stopped_others_are_not()
    {
        using var spans = new SpanCollector();
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxRepeatedToolCalls = 2 });

        Calls.Use(Calls.Tool, "a");
        Calls.Use(Calls.Tool, "b");
        Calls.Use(Calls.Tool, "a");
        Calls.Use(OperationDescriptor.Tool("other"), "a");
        var exception = Assert.Throws<AgentBudgetExceededException>(() => Calls.Use(Calls.Tool, "a"));

        Assert.Equal((BudgetLimit.RepeatedToolCalls, 4), (exception.Limit, exception.Account.ToolCalls));
        Assert.Contains("'lookup'", exception.Message, StringComparison.Ordinal);
        Assert.Throws<AgentBudgetExceededException>(() => Calls.Use(Calls.Tool, "c"));
        Assert.All(spans.Ended, span => Assert.Null(span.GetTagItem("gen_ai.tool.call.arguments")));
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":[1,2],"d":null}}""", """{ "b": { "d": null, "c": [1, 2] }, "a": 1 }""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":"1"}""", """{"a":1}""", false)]
    [InlineData("not json {", "not json {", true)]
    [InlineData("not json {", "not json [", false)]
    public void Arguments_are_equal_where_they_are_as_JSON(string first, string second, bool areEqual)
    {
        Assert.Equal(areEqual, ArgumentsDigest.Of([("x", first), ("y", "1")]) == ArgumentsDigest.Of([("y", "1"), ("x", second)]));
        Assert.NotEqual(ArgumentsDigest.Of([("x", first)]), ArgumentsDigest.Of([("z", first)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Limits_that_mean_nothing_are_refused(int value)
    {
        Assert.Throws<ArgumentNullException>(() => AgentTrace.BeginBudget(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgentTrace.BeginBudget(new AgentBudget { MaxTokens = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgentTrace.BeginBudget(new AgentBudget { MaxToolCalls = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => AgentTrace.BeginBudget(new AgentBudget { MaxRepeatedToolCalls = value }));
        Assert.False(AgentTelemetry.IsEnabled);
    }
}
