using System.Collections.Concurrent;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Accounts;

/// <summary>Usage records for billing.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class UsageSinkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_sink_gets_a_record_of_each_call_and_run_without_a_listener()
    {
        var sink = new Sink();
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        {
            using (AgentTrace.BeginScope("u-1", "s-1", tags: ["beta"], metadata: new Dictionary<string, string> { ["tenant"] = "acme" }))
            {
                Traced.Sync(OperationDescriptor.Workflow("flow"), () => Traced.Sync(OperationDescriptor.Agent("researcher"), () =>
                {
                    Calls.Use(Calls.Tool);
                    return Calls.Ask(Calls.Gpt4o);
                }));
            }

            Assert.True(AgentTelemetry.FlushUsageSinks(Patience));
        }

        Assert.Equal([UsageRecordKind.LlmCall, UsageRecordKind.Run, UsageRecordKind.Run], sink.Records.Select(record => record.Kind));
        var call = sink.Records.First();
        Assert.Equal(("u-1", "s-1", "acme", "beta"), (call.UserId, call.SessionId, call.Metadata["tenant"], Assert.Single(call.Tags)));
        Assert.Equal(["flow", "researcher"], call.AgentPath);
        Assert.Equal(("openai", "gpt-4o", Calls.Gpt4oUsd, CostStatus.Priced, "openai/gpt-4o"), (call.Provider, call.RequestModel, call.CostUsd, call.CostStatus, call.PriceEntry));
        Assert.Equal(Calls.Usage, call.Usage);
        Assert.Equal(64, call.CatalogueHash.Length);
        Assert.All(sink.Records, record => Assert.Equal((Calls.Gpt4oUsd, true, "acme"), (record.CostUsd, record.IsMeasured, record.Metadata["tenant"])));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Fact]
    public void A_call_without_a_price_has_no_cost_and_a_status()
    {
        var sink = new Sink();
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
            Traced.Sync(OperationDescriptor.Agent("a"), () => Calls.Ask(Calls.Unpriced));

        Assert.All(sink.Records, record => Assert.Equal((null, CostStatus.Unpriced), (record.CostUsd, record.CostStatus)));
        Assert.Equal(2, sink.Records.Count);
    }

    [Fact]
    public async Task Bills_of_many_at_once_are_exact()
    {
        var sink = new Sink();
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            {
                using var scope = AgentTrace.BeginScope(metadata: new Dictionary<string, string> { ["tenant"] = $"t-{i % 3}" });
                for (var call = 0; call < 10; call++)
                    await Calls.AskAsync(Calls.Gpt4o);
            }));
        }

        Assert.Equal(
            [67 * 10 * Calls.Gpt4oUsd, 67 * 10 * Calls.Gpt4oUsd, 66 * 10 * Calls.Gpt4oUsd],
            sink.Records.GroupBy(record => record.Metadata["tenant"]).OrderBy(group => group.Key).Select(group => group.Sum(record => record.CostUsd!.Value)));
    }

    [Fact]
    public void A_sink_that_throws_changes_no_call_and_its_losses_are_counted()
    {
        var lost = UsageSinks.Lost;
        var sink = new Sink { OnRecord = () => throw new InvalidOperationException("full") };
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        {
            Assert.Equal(1, Calls.Ask(Calls.Gpt4o));
            Assert.Equal(1, Calls.Ask(Calls.Gpt4o));
            Assert.True(AgentTelemetry.FlushUsageSinks(Patience));
        }

        Assert.Equal(2, UsageSinks.Lost - lost);
    }

    [Fact]
    public void A_sink_that_hangs_changes_no_call_and_what_does_not_fit_is_counted()
    {
        var lost = UsageSinks.Lost;
        using var hang = new ManualResetEventSlim();
        var healthy = new Sink();
        var sink = new Sink { OnRecord = hang.Wait };
        using (new OptionsScope(options =>
        {
            options.UsageSinkCapacity = 5;
            options.UsageSinks.Add(sink);
        }))
        using (new OptionsScope(options =>
        {
            options.UsageSinkCapacity = 100;
            options.UsageSinks.Add(healthy);
        }))
        {
            Calls.Ask(Calls.Gpt4o);
            Assert.True(SpinWait.SpinUntil(() => sink.Began, Patience));
            for (var i = 0; i < 9; i++)
                Calls.Ask(Calls.Gpt4o);
            Assert.False(AgentTelemetry.FlushUsageSinks(TimeSpan.FromMilliseconds(10)));
            Assert.Equal(4, UsageSinks.Lost - lost);
            hang.Set();
            Assert.True(AgentTelemetry.FlushUsageSinks(Patience));
        }

        Assert.Equal(6, sink.Records.Count);
        Assert.Equal(10, healthy.Records.Count);
    }

    [Fact]
    public void A_slow_sink_gets_every_record_and_no_call_waits_for_it()
    {
        var lost = UsageSinks.Lost;
        using var mayGoOn = new SemaphoreSlim(0);
        var sink = new Sink { OnRecord = () => mayGoOn.Wait(Patience) };
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        {
            for (var i = 0; i < 100; i++)
                Calls.Ask(Calls.Gpt4o);
            Assert.Empty(sink.Records);

            // Sleeps in short steps, like a slow database.
            for (var i = 0; i < 100; i++)
            {
                mayGoOn.Release();
                Assert.True(SpinWait.SpinUntil(() => sink.Records.Count > i, Patience));
            }

            Assert.True(AgentTelemetry.FlushUsageSinks(Patience));
        }

        Assert.Equal((100, 0L), (sink.Records.Count, UsageSinks.Lost - lost));
        Assert.Equal(100 * Calls.Gpt4oUsd, sink.Records.Sum(record => record.CostUsd));
    }

    [Fact]
    public void A_sink_that_calls_a_model_itself_is_in_no_run()
    {
        var inside = new ConcurrentQueue<AgentOperation?>();
        var sink = new Sink { OnRecord = () => inside.Enqueue(AgentTrace.Current) };
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
            Traced.Sync(OperationDescriptor.Agent("a"), () => Calls.Ask(Calls.Gpt4o));

        Assert.All(inside, Assert.Null);
        Assert.Equal(2, inside.Count);
    }

    private sealed class Sink : IUsageSink
    {
        private readonly ConcurrentQueue<UsageRecord> _records = new();

        public Action? OnRecord { get; init; }

        public bool Began { get; private set; }

        public IReadOnlyCollection<UsageRecord> Records => _records;

        public void Record(in UsageRecord record)
        {
            Began = true;
            OnRecord?.Invoke();
            _records.Enqueue(record);
        }
    }
}
