using AgentTracing.CompilerServices;
using AgentTracing.Tests.Accounts;

namespace AgentTracing.Tests.Budgets;

/// <summary>How a run ends when its budget stops it: exceptions, cancellation, streams.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class BudgetStopTests
{
    [Fact]
    public async Task Code_that_swallows_the_exception_is_stopped_at_its_next_call_and_by_its_token()
    {
        var calls = new List<string>();
        var token = CancellationToken.None;

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(new AgentBudget { MaxToolCalls = 1 }), async stop =>
        {
            token = stop;
            for (var i = 0; i < 5; i++)
            {
                calls.Add("model");
                await Calls.AskAsync(Calls.Gpt4o);
                try
                {
                    Calls.Use(Calls.Tool);
                    calls.Add("tool");
                }
                catch (Exception)
                {
                    calls.Add("swallowed");
                }
            }

            return 0;
        }));

        Assert.Equal(["model", "tool", "model", "swallowed", "model"], calls);
        Assert.Equal((BudgetLimit.ToolCalls, 2, 1), (exception.Limit, exception.Account.LlmCalls, exception.Account.ToolCalls));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task The_caller_gets_the_budgets_exception_and_not_the_cancellation()
    {
        using var spans = new SpanCollector();

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(new AgentBudget { MaxToolCalls = 1 }), async stop =>
        {
            for (var i = 0; i < 2; i++)
            {
                try
                {
                    Calls.Use(Calls.Tool);
                }
                catch (AgentBudgetExceededException)
                {
                    await Task.Delay(Timeout.Infinite, stop);
                }
            }

            return 0;
        }));

        Assert.IsAssignableFrom<OperationCanceledException>(exception.InnerException);
        var span = spans.Named("invoke_agent researcher");
        Assert.Equal(typeof(AgentBudgetExceededException).FullName, span.GetTagItem("error.type"));
        Assert.Equal("tool_calls", span.GetTagItem("agent_tracing.budget.limit"));
        Assert.Equal(1d, span.GetTagItem("agent_tracing.budget.used"));
        Assert.Equal(true, span.GetTagItem("agent_tracing.budget.exceeded"));
        Assert.Null(span.GetTagItem("agent_tracing.cancelled"));
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_one()
    {
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Traced.Run<int>(
            Calls.Agent(new AgentBudget { MaxLlmCalls = 5 }),
            async stop =>
            {
                Calls.Ask(Calls.Gpt4o);
                await caller.CancelAsync();
                Assert.True(stop.IsCancellationRequested);
                stop.ThrowIfCancellationRequested();
                return 0;
            },
            caller.Token));
    }

    [Fact]
    public async Task The_budgets_exception_wins_if_the_caller_cancels_at_the_same_time()
    {
        using var caller = new CancellationTokenSource();
        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run<int>(Calls.Agent(new AgentBudget { MaxLlmCalls = 1 }), async token =>
        {
            await Calls.AskAsync(Calls.Gpt4o);
            try
            {
                await Calls.AskAsync(Calls.Gpt4o);
            }
            catch (AgentBudgetExceededException)
            {
                await caller.CancelAsync();
            }

            caller.Token.ThrowIfCancellationRequested();
            return 1;
        }));

        Assert.Equal((BudgetLimit.LlmCalls, 1), (exception.Limit, exception.Account.LlmCalls));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public async Task A_budget_stops_a_call_in_a_tool_in_an_agent_in_a_workflow()
    {
        var made = 0;
        var flow = OperationDescriptor.Workflow("flow").WithBudget(new AgentBudget { MaxLlmCalls = 2 });
        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Traced.Run(flow, _ => Traced.Run<int>(OperationDescriptor.Agent("inner"), async _ =>
        {
            await Task.Yield();
            while (made < 10)
            {
                Calls.Use(Calls.Tool, body: () =>
                {
                    Calls.Ask(Calls.Gpt4o);
                    made++;
                });
            }

            return made;
        })));

        Assert.Equal((2, 2, "flow"), (made, exception.Account.LlmCalls, exception.AgentName));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public async Task A_stream_ends_with_the_budgets_exception_and_releases_what_it_holds()
    {
        var released = false;
        var stream = Calls.Agent(new AgentBudget { MaxLlmCalls = 2 }).Trace(Elements());

        var seen = new List<int>();
        await Assert.ThrowsAsync<AgentBudgetExceededException>(async () =>
        {
            await foreach (var element in stream)
                seen.Add(element);
        });

        Assert.Equal([1, 2], seen);
        Assert.True(released);
        Assert.False(AgentTelemetry.IsEnabled);

        async IAsyncEnumerable<int> Elements()
        {
            try
            {
                for (var i = 1; i < 10; i++)
                {
                    await Calls.AskAsync(Calls.Gpt4o);
                    yield return i;
                }
            }
            finally
            {
                released = true;
            }
        }
    }

    [Fact]
    public async Task A_stream_that_is_abandoned_puts_its_budget_out_of_force()
    {
        await foreach (var _ in Calls.Agent(new AgentBudget { MaxLlmCalls = 2 }).Trace(Traced.Numbers(10, yielding: true)))
            break;

        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public async Task A_stream_that_waits_is_cancelled_with_its_budget()
    {
        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(async () =>
        {
            await foreach (var _ in Calls.Agent(new AgentBudget { MaxToolCalls = 1 }).Trace(Elements()))
            {
            }
        });

        Assert.Equal(BudgetLimit.ToolCalls, exception.Limit);

        static async IAsyncEnumerable<int> Elements([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
        {
            yield return Calls.Use(Calls.Tool);
            try
            {
                Calls.Use(Calls.Tool);
            }
            catch (AgentBudgetExceededException)
            {
                // Some frameworks convert the exception to a message.
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
    }
}
