using System.Collections.Concurrent;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>
/// Budgets with real requests: the server gets as many as the limit allows, on every path, and the account contains what the server bills,
/// with and without listeners.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class BudgetTests
{
    private const string Gpt = "gpt-4o-mini";

    /// <summary>The cost of one request: 101 input tokens and 52 output tokens.</summary>
    private const decimal Usd = ((101 * 0.15m) + (52 * 0.60m)) / 1_000_000;

    private static readonly Dictionary<string, Func<LoopbackServer, Task>> Ways = new(StringComparer.Ordinal)
    {
        ["calls"] = static server => RepeatAsync(() => Client(server).GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], cancellationToken: Cancellation)),
        ["streams"] = static server => RepeatAsync(() => Client(server).GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hi")], cancellationToken: Cancellation).ToListAsync()),
        ["calls of the SDK"] = static server => RepeatAsync(() => server.OpenAIChat(Gpt).CompleteChatAsync([new UserChatMessage("hi")], cancellationToken: Cancellation)),
        ["streams of the SDK"] = static server => RepeatAsync(() => server.OpenAIChat(Gpt).CompleteChatStreamingAsync([new UserChatMessage("hi")], cancellationToken: Cancellation).ToListAsync()),
        ["rounds"] = static server => Pipeline(server).GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { Tools = [LookUp] }, Cancellation),
        ["rounds of a stream"] = static server => Pipeline(server).GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { Tools = [LookUp] }, Cancellation).ToListAsync(),
        ["agent"] = static server => Agent(Client(server)).RunAsync("hi", cancellationToken: Cancellation),
        ["agent that streams"] = static server => Agent(Client(server)).RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync(),
        ["agent of a traced client"] = static server => Agent(Client(server).AsBuilder().UseAgentTracing().Build()).RunAsync("hi", cancellationToken: Cancellation),
        ["agent with UseAgentTracing"] = static server => Agent(Client(server)).AsBuilder().UseAgentTracing().Build().RunAsync("hi", cancellationToken: Cancellation),
        ["agent behind middleware"] = static server => new Delegating(Agent(Client(server))).RunAsync("hi", cancellationToken: Cancellation),
        ["agents in a row"] = static server => RepeatAsync(() => Agent(Client(server), tools: []).RunAsync("hi", cancellationToken: Cancellation)),
        ["workflow"] = static server => RunWorkflowAsync(Enumerable.Range(0, 10).Select(i => Agent(Client(server), $"agent-{i}"))),
    };

    /// <summary>Every path under each limit, with the number of requests that the limit allows.</summary>
    public static TheoryData<string, string, int, bool> Limits => [.. from way in Ways.Keys
                                                                      from limit in (string[])["calls", "cost", "tokens"]
                                                                      from isListenedTo in (bool[])[false, true]
                                                                      select (way, limit, limit == "tokens" ? 2 : 3, isListenedTo)];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    /// <summary>The model never finishes: it always calls a tool.</summary>
    private static LoopbackScript Script =>
    [
        new() { UserText = "inside", Reply = new() { Text = "inner", Usage = ScriptedUsage.Of(101, 52) } },
        new()
        {
            Predicate = static request => request.Body.TryGetProperty("tools", out var tools) && tools.GetArrayLength() > 0,
            Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall("look_up", """{"query":"inside"}""")),
        },
        new() { Reply = new() { Text = "answer", Usage = ScriptedUsage.Of(101, 52) } },
    ];

    private static AIFunction LookUp => AIFunctionFactory.Create((string query) => query, "look_up");

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task The_server_gets_as_many_requests_as_the_limit_allows(string way, string limit, int allowed, bool isListenedTo)
    {
        await using var run = isListenedTo ? await RecordedRun.StartAsync(Script, CompilerServices.SdkFacts.RoundsSource) : null;
        await using var server = run is null ? await LoopbackClients.StartAsync(Script) : null;
        using var measured = AgentTrace.Measure();
        using (AgentTrace.BeginBudget(BudgetOf(limit)))
            await Assert.ThrowsAnyAsync<Exception>(() => Ways[way](server ?? run!.Server));

        Assert.Equal(allowed, (server ?? run!.Server).Log.Requests.Count);
        Assert.Equal((allowed, allowed * Usd, true), (measured.Account.LlmCalls, measured.Account.CostUsd, measured.Account.IsComplete));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_caller_gets_the_exception_of_the_budget(bool streaming)
    {
        await using var server = await LoopbackClients.StartAsync(Script);
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2 });

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => Ways[streaming ? "agent that streams" : "agent"](server));

        Assert.Equal((BudgetLimit.LlmCalls, 2L, 2 * Usd), (exception.Limit, exception.Account.LlmCalls, exception.Account.CostUsd));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_that_swallows_exceptions_does_not_keep_the_loop_going(bool streaming)
    {
        await using var server = await LoopbackClients.StartAsync(Script);
        var client = Pipeline(server);
        var options = new ChatOptions { Tools = [Swallowing(server)] };
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 3 });

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(
            async () => _ = streaming ? await client.GetStreamingResponseAsync("hi", options, Cancellation).ToListAsync() : (object)await client.GetResponseAsync("hi", options, Cancellation));

        Assert.Equal((3, 3L), (server.Log.Requests.Count, exception.Account.LlmCalls));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 6)]
    public async Task Executions_of_plain_functions_are_counted_and_stopped(int limit, int requests)
    {
        await using var server = await LoopbackClients.StartAsync(Script);
        var executions = 0;
        var tool = AIFunctionFactory.Create((string query) => Interlocked.Increment(ref executions), "look_up");
        using var client = Client(server).AsBuilder().UseFunctionInvocation().Build();
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxToolCalls = limit });

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => client.GetResponseAsync("hi", new ChatOptions { Tools = [tool] }, Cancellation));

        Assert.Equal((BudgetLimit.ToolCalls, limit, requests), (exception.Limit, executions, server.Log.Requests.Count));
    }

    [Fact]
    public async Task A_function_that_is_called_with_equal_arguments_again_and_again_is_stopped()
    {
        await using var server = await LoopbackClients.StartAsync(Script);
        using var client = Client(server).AsBuilder().UseFunctionInvocation().Build();
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxRepeatedToolCalls = 2 });

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => client.GetResponseAsync("hi", new ChatOptions { Tools = [LookUp] }, Cancellation));

        Assert.Equal((BudgetLimit.RepeatedToolCalls, 3), (exception.Limit, server.Log.Requests.Count));
    }

    [Fact]
    public async Task Calls_in_parallel_are_never_more_than_the_limit()
    {
        await using var server = await LoopbackClients.StartAsync(Script);
        using var measured = AgentTrace.Measure();
        using var budget = AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 5 });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            try
            {
                await Client(server).GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], cancellationToken: Cancellation);
            }
            catch (AgentBudgetExceededException)
            {
                // Expected for all but five calls.
            }
        }));

        Assert.Equal((5, 5L, 5 * Usd), (server.Log.Requests.Count, measured.Account.LlmCalls, measured.Account.CostUsd));
    }

    [Fact]
    public async Task Inside_a_tool_inside_an_agent_inside_a_workflow()
    {
        await using var server = await LoopbackClients.StartAsync(Script);

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => new Flow(server).RunAsync(Cancellation));

        Assert.Equal(("flow", BudgetLimit.LlmCalls, 4), (exception.AgentName, exception.Limit, server.Log.Requests.Count));
        Assert.Equal((4L, 4 * Usd), (exception.Account.LlmCalls, exception.Account.CostUsd));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inside_a_tool_inside_an_agent_inside_a_workflow_of_the_Agent_Framework(bool isListenedTo)
    {
        await using var run = isListenedTo ? await RecordedRun.StartAsync(Script, CompilerServices.SdkFacts.RoundsSource) : null;
        await using var own = run is null ? await LoopbackClients.StartAsync(Script) : null;
        var server = own ?? run!.Server;

        var exception = await Assert.ThrowsAsync<AgentBudgetExceededException>(() => new Flow(server).RunOfFrameworkAsync(Cancellation));

        Assert.Equal(("framework flow", BudgetLimit.LlmCalls, 5), (exception.AgentName, exception.Limit, server.Log.Requests.Count));
        Assert.Equal((5L, 5 * Usd), (exception.Account.LlmCalls, exception.Account.CostUsd));
    }

    [Theory]
    [InlineData("agent whose tools ask models at once")]
    [InlineData("agent with a tool as a tool")]
    [InlineData("retry below function calls")]
    [InlineData("sequence with tools")]
    [InlineData("agents that trace themselves in a workflow")]
    public async Task Concurrent_accounts_are_separate_and_add_up_to_the_bill(string shape)
    {
        await using var server = await LoopbackClients.StartAsync(Stack.Script);
        var stack = new Stack(model => server.OpenAIChat(model).AsIChatClient());
        var accounts = new ConcurrentBag<RunAccount>();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            async () =>
            {
                using var run = AgentTrace.Measure();
                await stack.RunAsync(shape, streaming: i % 2 == 0);
                accounts.Add(run.Account);
            },
            Cancellation)));

        Assert.Equal(200, accounts.Count);
        Assert.Single(accounts.Select(account => (account.CostUsd, account.InputTokens, account.OutputTokens, account.ToolCalls)).Distinct());
        Assert.All(accounts, account => Assert.True(account.IsComplete));
        Assert.Equal(server.Log.Requests.Sum(RecordedRun.PriceOf), accounts.Sum(account => account.CostUsd));
        Assert.False(AgentTelemetry.IsEnabled);
    }

    private static AgentBudget BudgetOf(string limit) => limit switch
    {
        "calls" => new AgentBudget { MaxLlmCalls = 3 },
        "cost" => new AgentBudget { MaxCostUsd = 2.5m * Usd },
        _ => new AgentBudget { MaxTokens = 2 * 153 },
    };

    private static IChatClient Client(LoopbackServer server) => server.OpenAIChat(Gpt).AsIChatClient();

    private static IChatClient Pipeline(LoopbackServer server) => Client(server).AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();

    private static AIAgent Agent(IChatClient client, string name = "clerk", AITool[]? tools = null) => new ChatClientAgent(client, name: name, tools: tools ?? [LookUp]);

    /// <summary>A tool that calls a model, and returns a text for any exception.</summary>
    private static AIFunction Swallowing(LoopbackServer server) => AIFunctionFactory.Create(
        async (string query) =>
        {
            try
            {
                return (await Client(server).GetResponseAsync([new ChatMessage(ChatRole.User, query)], cancellationToken: Cancellation)).Text;
            }
            catch (Exception exception)
            {
                return exception.Message;
            }
        },
        "look_up");

    private static async Task RunWorkflowAsync(IEnumerable<AIAgent> agents)
    {
        var workflow = AgentWorkflowBuilder.BuildSequential(agents);
        await using var run = await InProcessExecution.RunStreamingAsync(workflow, new List<ChatMessage> { new(ChatRole.User, "hi") }, cancellationToken: Cancellation);
        await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
        await foreach (var happened in run.WatchStreamAsync(Cancellation))
        {
            if (happened is WorkflowErrorEvent { Exception: { } exception })
                throw exception;
        }
    }

    private static async Task RepeatAsync(Func<Task> call)
    {
        for (var i = 0; i < 10; i++)
            await call();
    }

    private sealed partial class Flow(LoopbackServer server)
    {
        [Workflow("flow", MaxLlmCalls = 4)]
        public partial Task RunAsync(CancellationToken cancellationToken);

        private Task RunCoreAsync(CancellationToken cancellationToken) => Agent(Client(server), tools: [Swallowing(server)]).RunAsync("hi", cancellationToken: cancellationToken);

        /// <summary>Runs agents of the framework one after another, each with a tool that calls a model and swallows exceptions.</summary>
        [Workflow("framework flow", MaxLlmCalls = 5)]
        public partial Task RunOfFrameworkAsync(CancellationToken cancellationToken);

        private Task RunOfFrameworkCoreAsync(CancellationToken cancellationToken)
            => RunWorkflowAsync(Enumerable.Range(0, 3).Select(i => Agent(Client(server), $"agent-{i}", [Swallowing(server)])));
    }
}
