using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Accounts;

/// <summary>Measures the consumption of a run in code, with and without a listener.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class MeasureTests
{
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("researcher");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_measurement_has_the_sums_of_what_is_inside(bool isListenedTo)
    {
        using var spans = isListenedTo ? new SpanCollector() : null;

        Calls.Ask(Calls.Gpt4o);
        using var run = AgentTrace.Measure();
        Calls.Ask(Calls.Gpt4o);
        Traced.Sync(Agent, () => Calls.Ask(Calls.Gpt4oMini) + Calls.Use(Calls.Tool));

        var account = run.Account;
        Assert.Equal((2, 1), (account.LlmCalls, account.ToolCalls));
        Assert.Equal((2_000, 200), (account.InputTokens, account.OutputTokens));
        Assert.Equal(Calls.Usage + Calls.Usage, account.Usage);
        Assert.Equal(Calls.Gpt4oUsd + 0.00021m, account.CostUsd);
        Assert.True(account.IsComplete);
        Assert.Equal(["gpt-4o", "gpt-4o-mini"], account.ByModel.Keys.Order());
        Assert.Equal(0.00021m, account.ByModel["gpt-4o-mini"].CostUsd);
        var byAgent = Assert.Single(account.ByAgent);
        Assert.Equal(("researcher", 0.00021m, 1L, 1L), (byAgent.Key, byAgent.Value.CostUsd, byAgent.Value.LlmCalls, byAgent.Value.ToolCalls));
    }

    [Fact]
    public void Operations_are_recorded_only_during_a_measurement()
    {
        Assert.False(AgentTelemetry.IsEnabled);
        using (AgentTrace.Measure())
        {
            Assert.True(AgentTelemetry.IsEnabled);
            using var inner = AgentTrace.Measure();
            inner.Dispose();
            inner.Dispose();
            Assert.True(AgentTelemetry.IsEnabled);
        }

        Assert.False(AgentTelemetry.IsEnabled);
        Assert.Null(AgentTrace.Current?.Account);
    }

    [Fact]
    public void Calls_that_end_after_a_measurement_are_not_included_and_its_account_is_kept()
    {
        using var spans = new SpanCollector();
        var run = AgentTrace.Measure();
        Calls.Ask(Calls.Gpt4o);
        var before = run.Account;

        run.Dispose();
        Calls.Ask(Calls.Gpt4o);

        Assert.Equal(1, run.Account.LlmCalls);
        Assert.Equal(1, before.LlmCalls);
    }

    [Fact]
    public void A_call_without_a_price_makes_the_account_incomplete_and_never_smaller()
    {
        using var run = AgentTrace.Measure();

        Calls.Ask(Calls.Gpt4o);
        Calls.Ask(Calls.Unpriced);

        Assert.Equal((2, 1, false), (run.Account.LlmCalls, run.Account.UnpricedCalls, run.Account.IsComplete));
        Assert.Equal(Calls.Gpt4oUsd, run.Account.CostUsd);
        Assert.Equal(2_000, run.Account.InputTokens);
    }

    [Fact]
    public void An_answer_without_usage_and_a_call_broken_off_make_it_incomplete_a_refused_call_does_not()
    {
        using var answered = AgentTrace.Measure();
        Traced.Sync(Calls.Gpt4o, () => 1);
        Assert.Equal((1, false), (answered.Account.UnmeasuredCalls, answered.Account.IsComplete));

        using var timedOut = AgentTrace.Measure();
        Assert.Throws<TimeoutException>(() => Traced.Sync<int>(Calls.Gpt4o, () => throw new TimeoutException()));
        Assert.Equal((1, false), (timedOut.Account.UnmeasuredCalls, timedOut.Account.IsComplete));

        using var refused = AgentTrace.Measure();
        Assert.Throws<InvalidOperationException>(() => Traced.Sync<int>(Calls.Gpt4o, () => throw new InvalidOperationException("429")));
        Assert.Equal((1, true), (refused.Account.LlmCalls, refused.Account.IsComplete));
    }

    [Fact]
    public void A_call_that_several_models_answered_is_divided_among_them()
    {
        using var measurement = AgentTrace.Measure();
        var claude = OperationDescriptor.LlmCall("ask", provider: "anthropic", model: "claude-opus-4-5");
        Calls.Ask(Calls.Gpt4o);
        Traced.Sync(claude, () => 1, (response, _) =>
        {
            response.AddIteration().ReadUsage(UsageAccounting.Anthropic, input: 1_000, output: 100);
            response.AddIteration("claude-haiku-4-5").ReadUsage(UsageAccounting.Anthropic, input: 2_000, output: 300);
        });

        var account = measurement.Account;
        var opus = account.ByModel["claude-opus-4-5"];
        var haiku = account.ByModel["claude-haiku-4-5"];
        Assert.Equal((1_000L, 100L, 0.0075m), (opus.InputTokens, opus.OutputTokens, opus.CostUsd));
        Assert.Equal((2_000L, 300L, 0.0035m), (haiku.InputTokens, haiku.OutputTokens, haiku.CostUsd));
        Assert.Equal((2L, 4_000L, 0.0075m + 0.0035m + Calls.Gpt4oUsd, true), (account.LlmCalls, account.InputTokens, account.CostUsd, account.IsComplete));
        Assert.Equal(account.CostUsd, account.ByModel.Values.Sum(part => part.CostUsd));
        Assert.Equal(account.LlmCalls, account.ByModel.Values.Sum(part => part.LlmCalls));
        Assert.Equal(Calls.Gpt4oUsd, account.ByModel["gpt-4o"].CostUsd);
    }

    [Fact]
    public void A_usage_recorded_by_hand_counts()
    {
        using var run = AgentTrace.Measure();

        AgentTrace.RecordUsage(Calls.Usage, "gpt-4o", "openai");

        Assert.Equal((1, Calls.Gpt4oUsd), (run.Account.LlmCalls, run.Account.CostUsd));
    }

    [Fact]
    public void Inside_an_operation_its_account_is_at_hand_and_stays_when_it_has_ended()
    {
        using var run = AgentTrace.Measure();
        AgentOperation? agent = null;
        RunAccount? inTool = null;

        Traced.Sync(Agent, () =>
        {
            agent = AgentTrace.Current;
            Calls.Ask(Calls.Gpt4o);
            Assert.Equal(Calls.Gpt4oUsd, AgentTrace.Current?.Account?.CostUsd);
            return Calls.Use(Calls.Tool, body: () => inTool = AgentTrace.Current?.Account);
        });

        Assert.Equal(Calls.Gpt4oUsd, inTool?.CostUsd);
        Assert.Equal((1L, 1L), (agent!.Account!.LlmCalls, agent.Account.ToolCalls));
        Assert.Equal(run.Account.CostUsd, agent.Account.CostUsd);
    }

    [Fact]
    public async Task Concurrent_runs_each_have_their_own_account()
    {
        var runs = await Task.WhenAll(Enumerable.Range(1, 200).Select(async count =>
        {
            using var run = AgentTrace.Measure();
            await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Calls.AskAsync(Calls.Gpt4o)));
            return (count, run.Account);
        }));

        Assert.All(runs, run =>
        {
            Assert.Equal(run.count, run.Account.LlmCalls);
            Assert.Equal(run.count * Calls.Gpt4oUsd, run.Account.CostUsd);
            Assert.Equal(run.count * 1_100, run.Account.InputTokens + run.Account.OutputTokens);
        });
        Assert.False(AgentTelemetry.IsEnabled);
    }
}
