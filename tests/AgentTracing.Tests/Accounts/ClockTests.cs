using System.Diagnostics.Metrics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Accounts;

/// <summary>The system clock jumps while calls are in progress, as it does when it is corrected.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ClockTests : IDisposable
{
    private readonly JumpingClock _clock = new();

    public ClockTests() => WallClock.Source = _clock;

    public static TheoryData<TimeSpan> Jumps => [TimeSpan.FromHours(-3), TimeSpan.FromDays(-400), TimeSpan.FromHours(3), TimeSpan.FromDays(400)];

    public void Dispose() => WallClock.Source = TimeProvider.System;

    [Theory]
    [MemberData(nameof(Jumps))]
    public void Accounts_durations_and_budgets_are_as_without_a_jump(TimeSpan jump)
    {
        var sink = new UsageCollector();
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        using (var run = AgentTrace.Measure())
        {
            using (AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2, MaxCostUsd = 1 }))
            {
                AskWhile(() => _clock.Offset += jump);
                Calls.Ask(Calls.Gpt4o);
                _clock.Offset -= jump;
                Assert.Equal(BudgetLimit.LlmCalls, Assert.Throws<AgentBudgetExceededException>(() => Calls.Ask(Calls.Gpt4o)).Limit);
            }

            Assert.Equal((2L, 2 * Calls.Gpt4oUsd, true), (run.Account.LlmCalls, run.Account.CostUsd, run.Account.IsComplete));
            Assert.True(AgentTelemetry.FlushUsageSinks(TimeSpan.FromSeconds(30)));
        }

        Assert.Equal(2, sink.Records.Count);
        Assert.All(sink.Records, record => Assert.InRange(record.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(1)));

        // StartedAt is computed from the clock at the end of the call: with the clock at its start, it would be three hours off.
        Assert.InRange(sink.Records.First().StartedAt - (_clock.Real + jump), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("2026-11-27T02:00:00Z", 1.32)] // a Friday, in DeepSeek's peak hours
    [InlineData("2026-11-27T05:00:00Z", 0.66)]
    [InlineData("2026-11-28T02:00:00Z", 0.66)]
    [InlineData("2026-08-01T02:00:00Z", 0.435)] // an earlier price
    public void The_price_is_that_of_the_clock_even_where_it_was_put_back(string time, double usd)
    {
        var deepSeek = OperationDescriptor.LlmCall("ask", provider: "deepseek", model: "deepseek-v4-pro");
        using (AgentTrace.Measure())
            Calls.Ask(deepSeek);

        _clock.Set(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        using var run = AgentTrace.Measure();
        Calls.Ask(deepSeek, new TokenUsage { Input = 1_000_000 });

        Assert.Equal((decimal)usd, run.Account.CostUsd);
        Assert.True(PriceBook.Default.TryGetCost("deepseek", "deepseek-v4-pro", new() { Input = 1_000_000 }, out var cost));
        Assert.Equal((decimal)usd, cost.Usd);
    }

    [Fact]
    public void The_age_of_prices_is_measured_in_days()
    {
        _clock.Set(PriceBook.Default.CatalogueDate.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc).AddDays(61));

        // The instruments are created at the first use of telemetry, which may be here, depending on the order of tests.
        _ = AgentTelemetry.IsEnabled;
        using var metrics = new MetricCollector("agent_tracing.prices.age_days");
        metrics.Observe();

        Assert.Equal(61, Assert.Single(metrics.All).Value);
    }

    private static void AskWhile(Action body) => Traced.Sync(
        Calls.Gpt4o,
        () =>
        {
            body();
            return 1;
        },
        (response, _) => response.ReadUsage(UsageAccounting.OpenAI, input: Calls.Usage.TotalInput, output: Calls.Usage.TotalOutput));

    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public DateTimeOffset Real => base.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;

        public void Set(DateTimeOffset time) => Offset = time - base.GetUtcNow();
    }
}
