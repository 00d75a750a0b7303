using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.IntegrationTests.Loopback;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

#pragma warning disable MAAI001 // Experimental parts of the Agent Framework

namespace AgentTracing.InterceptionTests;

/// <summary>
/// One run, one count: what spans, metrics and roll-ups say together is what the server has served, whatever stands around the call and whoever
/// listens.
/// </summary>
[Collection("telemetry")]
public sealed partial class PipelineTests
{
    private const string Gpt = "gpt-4o-mini";
    private const string AI = "Experimental.Microsoft.Extensions.AI";
    private const string Agents = "Experimental.Microsoft.Agents.AI";

    private static readonly string[] Shapes =
    [
        "pipeline", "pipeline with its rounds traced", "agent", "agent of a traced client", "agent with UseAgentTracing", "agent that traces itself", "middleware",
        "middleware of two steps", "client middleware", "agent as a tool", "workflow", "workflow as an agent", "built workflow", "handoff", "a tool that asks a model",
    ];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    public static TheoryData<string, bool, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool, string>();
            foreach (var shape in Shapes)
            {
                foreach (var streaming in (bool[])[false, true])
                {
                    foreach (var listeners in (string[])["", AI, Agents, AI + "," + Agents])
                        runs.Add(shape, streaming, listeners);
                }
            }

            return runs;
        }
    }

    private static LoopbackScript Script =>
    [
        new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
        new() { UserText = "inside", Reply = new() { Text = "inner", Usage = ScriptedUsage.Of(30, 3) } },
        new() { UserText = "plain", Reply = new() { Text = "answer", Usage = ScriptedUsage.Of(50, 5) } },
        new() { Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall("look_up", """{"query":"inside"}""")) },
    ];

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task What_is_told_is_what_was_served(string shape, bool streaming, string listeners)
    {
        string[] sources = [SdkFacts.RoundsSource, .. listeners.Split(',', StringSplitOptions.RemoveEmptyEntries)];
        await using var run = await RecordedRun.StartAsync(Script, sources);

        await new Caller(run.Server).CallAsync(shape, streaming);

        var (input, output) = run.Sent;
        var chats = run.Spans.Where(span => span.GetTagItem("gen_ai.operation.name") is "chat").ToList();
        Assert.Equal(input, chats.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)));
        Assert.Equal(output, chats.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.output_tokens"), null)));
        Assert.Equal(input + output, run.Sum("llm.tokens"));
        Assert.Equal(chats.Sum(span => Convert.ToDouble(span.GetTagItem("gen_ai.usage.cost"), null)), run.Sum("llm.cost.usd"), 12);
        Assert.Equal(run.Spans.Count(span => span.GetTagItem("gen_ai.operation.name") is "execute_tool"), run.Sum("tool.calls"));
        var outer = run.Spans[^1];
        Assert.Equal("invoke_agent outer", outer.DisplayName);
        Assert.Equal(input, outer.GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(run.Sum("tool.calls"), Convert.ToDouble(outer.GetTagItem("agent_tracing.rollup.tool_calls"), null));
        Assert.Null(outer.GetTagItem("agent_tracing.rollup.incomplete"));
    }

    [Fact]
    public async Task Sixty_four_threads_of_agents_with_tools_and_sub_agents_add_up_exactly()
    {
        await using var run = await RecordedRun.StartAsync(Script, SdkFacts.RoundsSource);
        var caller = new Caller(run.Server);

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => caller.CallAsync(i % 2 == 0 ? "agent as a tool" : "a tool that asks a model", i % 4 < 2), Cancellation)));

        run.AssertCountedOnce();
        Assert.All(run.Spans.Where(span => span.DisplayName == "invoke_agent outer"), span => Assert.NotNull(span.GetTagItem("agent_tracing.rollup.cost")));
        Assert.Equal(run.Sent.Input, run.Spans.Where(span => span.DisplayName == "invoke_agent outer").Sum(span => (long)span.GetTagItem("agent_tracing.rollup.input_tokens")!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_from_a_cache_are_shown_and_not_counted(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(Script);
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseDistributedCache(cache).Build();

        for (var i = 0; i < 3; i++)
        {
            if (streaming)
                await client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "plain")], cancellationToken: Cancellation).ToListAsync(Cancellation);
            else
                await client.GetResponseAsync([new ChatMessage(ChatRole.User, "plain")], cancellationToken: Cancellation);
        }

        Assert.Single(run.Server.Log.Requests);
        Assert.Equal([null, true, true], run.Spans.Select(span => span.GetTagItem("agent_tracing.cached")));
        run.AssertCountedOnce();
    }

    [Fact]
    public async Task What_a_client_asks_on_its_own_account_is_counted()
    {
        await using var run = await RecordedRun.StartAsync(Script);
        using IChatClient client = new Guarded(run.Server.OpenAIChat(Gpt).AsIChatClient(), run.Server.OpenAIChat(Gpt).AsIChatClient());

        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "plain")], cancellationToken: Cancellation);

        Assert.Equal(2, run.Server.Log.Requests.Count);
        run.AssertCountedOnce();
    }

    [Fact]
    public async Task A_tools_span_tells_the_call_and_its_description()
    {
        await using var run = await RecordedRun.StartAsync(Script);
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();

        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { Tools = [AIFunctionFactory.Create((string query) => query, "look_up", "Looks up")] }, Cancellation);

        var tool = Assert.Single(run.Spans, span => span.DisplayName == "execute_tool look_up");
        Assert.NotNull(tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal("Looks up", tool.GetTagItem("gen_ai.tool.description"));
        Assert.Equal(2, run.Spans.Count(span => span.DisplayName == $"chat {Gpt}"));
    }

    /// <summary>A client that asks another one whether a request is safe.</summary>
    private sealed class Guarded(IChatClient inner, IChatClient guard) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            await guard.GetResponseAsync([.. messages, new(ChatRole.User, "inside")], cancellationToken: cancellationToken);
            return await InnerClient.GetResponseAsync(messages, options, cancellationToken);
        }
    }

    /// <summary>Calls in each of the shapes, inside an agent.</summary>
    private sealed partial class Caller(LoopbackServer server)
    {
        private IChatClient Client => server.OpenAIChat(Gpt).AsIChatClient();

        private AITool LookUp => AIFunctionFactory.Create((string query) => query, "look_up");

        [Agent("outer")]
        public partial Task CallAsync(string shape, bool streaming);

        private Task CallCoreAsync(string shape, bool streaming) => shape switch
        {
            "pipeline" => AskAsync(Client.AsBuilder().UseFunctionInvocation().Build(), streaming),
            "pipeline with its rounds traced" => AskAsync(Client.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build(), streaming),
            "agent" => RunAsync(Agent(Client, LookUp), streaming),
            "agent of a traced client" => RunAsync(Agent(Client.AsBuilder().UseAgentTracing().Build(), LookUp), streaming),
            "agent with UseAgentTracing" => RunAsync(Agent(Client, LookUp).AsBuilder().UseAgentTracing().Build(), streaming),
            "agent that traces itself" => RunAsync(Agent(Client, LookUp).AsBuilder().UseOpenTelemetry().Build(), streaming),
            "middleware" => RunAsync(
                Agent(Client, LookUp).AsBuilder().Use(
                    (messages, session, options, inner, token) => inner.RunAsync(messages, session, options, token),
                    (messages, session, options, inner, token) => inner.RunStreamingAsync(messages, session, options, token)).Build(),
                streaming),
            "middleware of two steps" => RunAsync(
                Agent(Client, LookUp).AsBuilder().Use(
                    async (messages, session, options, inner, token) =>
                    {
                        await inner.RunAsync("plain", session, options, token);
                        return await inner.RunAsync(messages, session, options, token);
                    },
                    null).Build(),
                streaming: false),
            "client middleware" => AskAsync(
                Client.AsBuilder().UseFunctionInvocation().Use(
                    (messages, options, inner, token) => inner.GetResponseAsync(messages, options, token),
                    (messages, options, inner, token) => inner.GetStreamingResponseAsync(messages, options, token)).Build(),
                streaming),
            "agent as a tool" => RunAsync(Agent(Client, Agent(Client, name: "expert").AsAIFunction(new AIFunctionFactoryOptions { Name = "look_up" })), streaming),
            "workflow" => WorkAsync(AgentWorkflowBuilder.BuildSequential(Agent(Client, name: "first"), Agent(Client, name: "second"))),
            "workflow as an agent" => RunAsync(
                AgentWorkflowBuilder.BuildSequential(Agent(Client, name: "first"), Agent(Client, name: "second")).AsAIAgent(name: "flow"), streaming, "plain"),
            "built workflow" => WorkAsync(Chain(Agent(Client, name: "first"), Agent(Client, name: "second"))),
            "handoff" => WorkAsync(Handoff(Agent(Client, name: "first"), Agent(Client, name: "second"))),
            _ => RunAsync(Agent(Client, AIFunctionFactory.Create(AskInsideAsync, "look_up")), streaming),
        };

        private static AIAgent Agent(IChatClient client, AITool? tool = null, string name = "clerk") => new ChatClientAgent(client, name: name, tools: tool is null ? null : [tool]);

        private static Workflow Chain(AIAgent first, AIAgent second) => new WorkflowBuilder(first).AddEdge(first, second).Build();

        private static Workflow Handoff(AIAgent first, AIAgent second) => AgentWorkflowBuilder.CreateHandoffBuilderWith(first).WithHandoff(first, second, "always").Build();

        private async Task<string> AskInsideAsync(string query) => (await Client.GetResponseAsync([new ChatMessage(ChatRole.User, query)], cancellationToken: Cancellation)).Text;

        private async Task AskAsync(IChatClient client, bool streaming)
        {
            ChatMessage[] question = [new(ChatRole.User, "hi")];
            var options = new ChatOptions { Tools = [LookUp] };
            if (streaming)
                await client.GetStreamingResponseAsync(question, options, Cancellation).ToListAsync(Cancellation);
            else
                await client.GetResponseAsync(question, options, Cancellation);
        }

        private static async Task RunAsync(AIAgent agent, bool streaming, string question = "hi")
        {
            if (streaming)
                await agent.RunStreamingAsync(question, cancellationToken: Cancellation).ToListAsync(Cancellation);
            else
                await agent.RunAsync(question, cancellationToken: Cancellation);
        }

        private static async Task WorkAsync(Workflow workflow)
        {
            await using var run = await InProcessExecution.RunStreamingAsync(workflow, new List<ChatMessage> { new(ChatRole.User, "plain") }, cancellationToken: Cancellation);
            await run.TrySendMessageAsync(new TurnToken(emitEvents: true));
            await foreach (var happened in run.WatchStreamAsync(Cancellation))
                Assert.IsNotType<WorkflowErrorEvent>(happened);
        }
    }
}
