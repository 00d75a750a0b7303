using System.Collections.Concurrent;
using LoopbackLlm;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>
/// Budgets, accounts and bills for the intercepted calls of each real SDK, in code without tracing: the server gets exactly the requests
/// that a limit allows.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class SdkBudgetTests
{
    private const string Kernel = "kernel ";

    private static readonly string[] Calls = [.. RealSdkTests.Calls.Select(row => row.Data.Item1), .. KernelCalls.Names.Select(static name => Kernel + name)];

    /// <summary>
    /// Every call under each limit, with and without listeners. Models on the user's own machine cost nothing, so no cost limit is reached.
    /// </summary>
    public static TheoryData<string, string, bool> Limits => [.. from call in Calls
                                                                 from limit in (string[])["calls", "tokens", "cost"]
                                                                 where limit != "cost" || !call.Contains("ollama", StringComparison.Ordinal)
                                                                 from isListenedTo in (bool[])[false, true]
                                                                 select (call, limit, isListenedTo)];

    public static TheoryData<string> AllCalls => [.. Calls];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Calls_in_a_row_are_as_many_as_the_limit_allows(string call, string limit, bool isListenedTo)
    {
        await using var run = isListenedTo ? await RecordedRun.StartAsync(Reply(call)) : null;
        await using var own = run is null ? await LoopbackClients.StartAsync(Reply(call)) : null;
        var server = own ?? run!.Server;
        var (budget, allowed) = await BudgetAsync(call, limit);

        using var measured = AgentTrace.Measure();
        using (AgentTrace.BeginBudget(budget))
        {
            var exception = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                for (var i = 0; i < 10; i++)
                    await CallAsync(call, server);
            });
            Assert.Contains("AgentBudgetExceededException", exception.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(allowed, server.Log.Requests.Count);
        AssertBill(measured.Account, server);
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Calls_in_parallel_are_never_more_than_a_limit_of_calls(string call)
    {
        await using var server = await LoopbackClients.StartAsync(Reply(call));
        using var measured = AgentTrace.Measure();
        using (AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 3 }))
            Assert.Equal(5, await InParallelAsync(8, () => CallAsync(call, server)));

        Assert.Equal(3, server.Log.Requests.Count);
        AssertBill(measured.Account, server);
    }

    [Theory]
    [MemberData(nameof(AllCalls))]
    public async Task Calls_in_parallel_exceed_a_limit_of_tokens_by_those_under_way_at_most(string call)
    {
        await using var server = await LoopbackClients.StartAsync(Reply(call));
        var (budget, allowed) = await BudgetAsync(call, "tokens");
        using var measured = AgentTrace.Measure();
        using (AgentTrace.BeginBudget(budget))
        {
            await InParallelAsync(4, async () =>
            {
                for (var i = 0; i < 5; i++)
                    await CallAsync(call, server);
            });
        }

        Assert.InRange(server.Log.Requests.Count, allowed, allowed + 3);
        AssertBill(measured.Account, server);
    }

    [Fact]
    public async Task The_bill_of_each_tenant_is_that_of_its_server()
    {
        string[] calls = [.. Calls.Where(static call => !call.Contains("ollama", StringComparison.Ordinal) && OutputOf(call) > 0)];
        var sink = new UsageCollector();
        var bills = new ConcurrentDictionary<string, decimal>(StringComparer.Ordinal);
        using (new OptionsScope(options => options.UsageSinks.Add(sink)))
        {
            await Task.WhenAll(Enumerable.Range(1, 3).Select(i => Task.Run(
                async () =>
                {
                    await using var server = await LoopbackClients.StartAsync(Reply("", input: 101 * i));
                    using var scope = AgentTrace.BeginScope(metadata: new Dictionary<string, string> { ["tenant"] = $"t-{i}" });
                    foreach (var call in calls)
                        await CallAsync(call, server);
                    Assert.Equal(calls.Length, server.Log.Requests.Count);
                    bills[$"t-{i}"] = server.Log.Requests.Sum(RecordedRun.PriceOf);
                },
                Cancellation)));
            Assert.True(AgentTelemetry.FlushUsageSinks(TimeSpan.FromSeconds(30)));
        }

        Assert.Equal(
            bills.OrderBy(static bill => bill.Key).Select(static bill => (bill.Key, bill.Value)),
            sink.Records.Where(static record => record.Kind == UsageRecordKind.LlmCall).GroupBy(static record => record.Metadata["tenant"])
                .OrderBy(static tenant => tenant.Key).Select(static tenant => (tenant.Key, tenant.Sum(static record => record.CostUsd!.Value))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_without_a_price_is_not_called_under_a_cost_limit_or_makes_the_account_incomplete(bool isListenedTo)
    {
        await using var run = isListenedTo ? await RecordedRun.StartAsync() : null;
        await using var own = run is null ? await LoopbackClients.StartAsync(Reply("")) : null;
        var server = own ?? run!.Server;
        using var measured = AgentTrace.Measure();

        using (AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1 }))
            Assert.Equal(BudgetLimit.Unpriced, (await Assert.ThrowsAsync<AgentBudgetExceededException>(() => AskAsync("acme-support-7b"))).Limit);
        Assert.Empty(server.Log.Requests);

        using (AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1, OnUnpriced = UnpricedCalls.Allow }))
        {
            await AskAsync("acme-support-7b");
            await AskAsync("gpt-4o-mini");
        }

        Assert.Equal(2, server.Log.Requests.Count);
        Assert.Equal((2L, 1L, false), (measured.Account.LlmCalls, measured.Account.UnpricedCalls, measured.Account.IsComplete));
        Assert.Equal(RecordedRun.PriceOf(server.Log.Requests[1]), measured.Account.CostUsd);

        Task AskAsync(string model) => server.OpenAIChat(model).CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: Cancellation);
    }

    /// <summary>The cost of an abandoned stream is not known, so a cost limit cannot be enforced after it.</summary>
    [Theory]
    [InlineData("sdk")]
    [InlineData("meai")]
    public async Task An_abandoned_stream_is_the_last_call_under_a_cost_limit_and_counts_as_one_under_others(string client)
    {
        await using var server = await LoopbackClients.StartAsync(Reply(""));
        using (AgentTrace.BeginBudget(new AgentBudget { MaxCostUsd = 1 }))
        {
            await LeaveAsync();
            Assert.Equal(BudgetLimit.Unpriced, (await Assert.ThrowsAsync<AgentBudgetExceededException>(LeaveAsync)).Limit);
        }

        using (AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2, MaxTokens = 1_000 }))
        {
            await LeaveAsync();
            await LeaveAsync();
            Assert.Equal(BudgetLimit.LlmCalls, (await Assert.ThrowsAsync<AgentBudgetExceededException>(LeaveAsync)).Limit);
        }

        Assert.Equal(3, server.Log.Requests.Count);
        Assert.False(AgentTelemetry.IsEnabled);

        async Task LeaveAsync()
        {
            if (client == "sdk")
            {
                await foreach (var _ in server.OpenAIChat("gpt-4o-mini").CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: Cancellation))
                    break;
            }
            else
            {
                await foreach (var _ in server.OpenAIChat("gpt-4o-mini").AsIChatClient().GetStreamingResponseAsync("hi", cancellationToken: Cancellation))
                    break;
            }
        }
    }

    private static Task CallAsync(string call, LoopbackServer server)
        => call.StartsWith(Kernel, StringComparison.Ordinal) ? KernelCalls.CallAsync(call[Kernel.Length..], server) : RealSdkTests.CallAsync(call, server);

    private static ScriptedReply Reply(string call, long input = 101) => new() { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(input, OutputOf(call)) };

    private static long OutputOf(string call) => call.Contains("embed", StringComparison.Ordinal) ? 0 : 52;

    private static async Task<(AgentBudget Budget, int Allowed)> BudgetAsync(string call, string limit)
    {
        switch (limit)
        {
            case "calls":
                return (new AgentBudget { MaxLlmCalls = 3 }, 3);
            case "tokens":
                return (new AgentBudget { MaxTokens = 2 * (101 + OutputOf(call)) }, 2);
            default:
                // Measures the cost of one call.
                await using (var server = await LoopbackClients.StartAsync(Reply(call)))
                {
                    await CallAsync(call, server);
                    return (new AgentBudget { MaxCostUsd = 2.5m * RecordedRun.PriceOf(Assert.Single(server.Log.Requests)) }, 3);
                }
        }
    }

    private static void AssertBill(RunAccount account, LoopbackServer server)
    {
        var requests = server.Log.Requests;
        Assert.Equal((requests.Count, 0, true), (account.LlmCalls, account.ToolCalls, account.IsComplete));
        Assert.Equal(requests.Sum(request => (request.Usage?.InputTokens ?? 0) + (request.Usage?.OutputTokens ?? 0)), account.InputTokens + account.OutputTokens);
        Assert.Equal(requests.Sum(RecordedRun.PriceOf), account.CostUsd);
    }

    /// <summary>Runs calls concurrently, and returns how many a budget denied.</summary>
    private static async Task<int> InParallelAsync(int count, Func<Task> call)
    {
        var denied = 0;
        using var start = new SemaphoreSlim(0);
        var calls = Enumerable.Range(0, count).Select(_ => Task.Run(
            async () =>
            {
                await start.WaitAsync(Cancellation);
                try
                {
                    await call();
                }
                catch (Exception exception) when (exception.ToString().Contains("AgentBudgetExceededException", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref denied);
                }
            },
            Cancellation)).ToList();
        start.Release(count);
        await Task.WhenAll(calls);
        return denied;
    }
}
