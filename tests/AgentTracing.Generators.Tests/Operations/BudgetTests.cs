using AgentTracing.Generators.Tests.Infrastructure;

namespace AgentTracing.Generators.Tests.Operations;

/// <summary>
/// Runs with limits: they apply with or without a listener, and the implementation gets a token that is cancelled at the limit.
/// </summary>
public sealed class BudgetTests
{
    private const string Program =
        """
        public static partial class Program
        {
            [Agent("limited", MaxCostUsd = 0.1, MaxTokens = 200_000, MaxLlmCalls = 20, MaxToolCalls = 2, MaxRepeatedToolCalls = 3)]
            private static partial Task<int> LimitedAsync(List<string> log, CancellationToken cancellationToken);

            private static async Task<int> LimitedCoreAsync(List<string> log, CancellationToken cancellationToken)
            {
                for (var i = 0; i < 4; i++)
                {
                    try
                    {
                        log.Add(Lookup($"key {i}"));
                    }
                    catch (AgentBudgetExceededException)
                    {
                        log.Add("swallowed");
                        await Task.Delay(Timeout.Infinite, cancellationToken);
                    }
                }

                return log.Count;
            }

            [Workflow(MaxToolCalls = 1, OnUnpriced = UnpricedCalls.Allow)]
            private static partial void Flow(in CancellationToken cancellationToken);

            private static void FlowCore(in CancellationToken cancellationToken)
            {
                Lookup("a");
                Lookup("b");
            }

            [AgentTask("steps", MaxToolCalls = 1)]
            private static partial IAsyncEnumerable<string> StepsAsync(CancellationToken cancellationToken = default);

            private static async IAsyncEnumerable<string> StepsCoreAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await Task.Yield();
                yield return Lookup("a");
                yield return Lookup("b");
            }

            [Agent("repeats", MaxRepeatedToolCalls = 2)]
            private static partial void Repeats(List<string> log);

            private static void RepeatsCore(List<string> log)
            {
                log.Add(Lookup("a"));
                log.Add(Now());
                log.Add(Lookup("a"));
                log.Add(Now());
                log.Add(Lookup("b"));
                log.Add(Now());
            }

            [Agent(MaxTokens = 0, MaxCostUsd = double.NaN)]
            private static partial int Unlimited();

            private static int UnlimitedCore() => 1;

            [Tool("lookup", CostUsd = 0.005)]
            private static partial string Lookup(string key);

            private static string LookupCore(string key) => key;

            [Tool("now")]
            private static partial string Now();

            private static string NowCore() => "now";
        }
        """;

    [Fact]
    public void Limits_of_every_kind() => GeneratorTest.Run(Program);

    [Fact]
    public async Task Limits_stop_a_run_without_a_listener()
    {
        var (result, _) = await GeneratorTest.RunWithoutSnapshot(
        [
            Program,
            """
            static partial class Program
            {
                public static async Task<object?> Run()
                {
                    var log = new List<string>();
                    await Expect("limited", () => LimitedAsync(log, default));
                    await Expect("Flow", () => { Flow(default); return Task.CompletedTask; });
                    await Expect("steps", async () =>
                    {
                        await foreach (var step in StepsAsync())
                            log.Add("step " + step);
                    });
                    await Expect("repeats", () => { Repeats(log); return Task.CompletedTask; });
                    log.Add(Unlimited().ToString());
                    return string.Join(" | ", log);

                    async Task Expect(string name, Func<Task> run)
                    {
                        try
                        {
                            await run();
                            log.Add(name + " was not stopped");
                        }
                        catch (AgentBudgetExceededException exception)
                        {
                            log.Add($"{exception.AgentName}: {exception.Limit} after {exception.Account.ToolCalls}");
                        }
                    }
                }
            }
            """,
        ]).Load().Run();

        Assert.Equal(
            "key 0 | key 1 | swallowed | limited: ToolCalls after 2 | Flow: ToolCalls after 1 | step a | steps: ToolCalls after 1"
            + " | a | now | a | now | b | repeats: RepeatedToolCalls after 5 | 1",
            result);
    }
}
