using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace AgentTracing.InterceptionTests;

/// <summary>
/// Runs of agents: the calls that their library makes to models are not intercepted, so their figures come from the result of the run.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class AgentTests
{
    private const string Gpt = "gpt-4o-mini";

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    /// <summary>The first response of a run calls a tool, the second ends the run.</summary>
    private static LoopbackScript TwoRounds =>
    [
        new() { HasToolResult = true, Reply = new() { Chunks = ["do", "ne"], Usage = ScriptedUsage.Of(200, 7) } },
        new() { UserText = "inside", Reply = new() { Text = "inner", Usage = ScriptedUsage.Of(30, 3) } },
        new() { Reply = ScriptedReply.Call(ScriptedUsage.Of(101, 52), new ScriptedToolCall("look_up", "{}")) },
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_is_a_span_and_its_calls_are_shown_as_one(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync();

        await RunAsync(new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient()), streaming);

        Assert.Equal([$"chat {Gpt}", "invoke_agent clerk"], run.Spans.Select(span => span.DisplayName));
        var (chat, agent) = (run.Spans[0], run.Spans[1]);
        Assert.Equal(agent.SpanId, chat.ParentSpanId);
        Assert.Equal(agent.StartTimeUtc, chat.StartTimeUtc);
        Assert.Equal("openai", chat.GetTagItem("gen_ai.provider.name"));
        Assert.Equal("clerk", chat.GetTagItem("agent_tracing.agent.name"));
        Assert.Equal(run.Server.Log.Requests[0].ResponseId, chat.GetTagItem("gen_ai.response.id"));
        Assert.Null(agent.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(101L, agent.GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(chat.GetTagItem("gen_ai.usage.cost"), agent.GetTagItem("agent_tracing.rollup.cost"));
        run.AssertCountedOnce(chat);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rounds_of_function_calls_are_added_up(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(TwoRounds);
        var lookUp = AIFunctionFactory.Create(() => "found", "look_up");

        await RunAsync(new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseFunctionInvocation().Build(), lookUp), streaming);

        Assert.Equal(2, run.Server.Log.Requests.Count);
        Assert.Equal(["execute_tool look_up", $"chat {Gpt}", "invoke_agent clerk"], run.Spans.Select(span => span.DisplayName));
        run.AssertCountedOnce(run.Spans[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Calls_that_a_tool_makes_are_calls_of_their_own(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(TwoRounds);
        var helper = run.Server.OpenAIChat(Gpt);
        var lookUp = AIFunctionFactory.Create(
            async () => (await helper.CompleteChatAsync([new UserChatMessage("inside")], cancellationToken: Cancellation)).Value.Content[0].Text, "look_up");

        await RunAsync(new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseFunctionInvocation().Build(), lookUp), streaming);

        Assert.Equal([$"chat {Gpt}", "execute_tool look_up", $"chat {Gpt}", "invoke_agent clerk"], run.Spans.Select(span => span.DisplayName));
        Assert.Equal([30L, null, 301L, null], run.Spans.Select(span => span.GetTagItem("gen_ai.usage.input_tokens")));
        Assert.Equal(331L, run.Spans[3].GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(2L, run.Spans[3].GetTagItem("agent_tracing.rollup.llm_calls"));
        run.AssertCountedOnce();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_agent_that_calls_annotated_methods_does_not_count_their_usage_again(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync();

        await RunAsync(new ChatAgent(new Adviser(run.Server.OpenAIChat(Gpt).AsIChatClient())), streaming);

        Assert.Equal([$"chat {Gpt}", "invoke_agent clerk"], run.Spans.Select(span => span.DisplayName));
        Assert.Equal("Ask", run.Spans[0].GetTagItem("agent_tracing.operation.name"));
        run.AssertCountedOnce(run.Spans[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_agents_client_is_listened_to_its_spans_show_the_calls(bool streaming)
    {
        const string Source = "Tests.AgentsClient";
        await using var run = await RecordedRun.StartAsync(moreSources: Source);

        await RunAsync(new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseOpenTelemetry(sourceName: Source).Build()), streaming);

        Assert.Equal([Source, AgentTelemetry.SourceName], run.Spans.Select(span => span.Source.Name));
        Assert.Equal("clerk", run.Spans[0].GetTagItem("agent_tracing.agent.name"));
        Assert.Equal(101L, run.Spans[1].GetTagItem("agent_tracing.rollup.input_tokens"));
        run.AssertCountedOnce(run.Spans[0]);
    }

    [Fact]
    public async Task An_agent_that_traces_itself_has_no_second_span()
    {
        using var source = new ActivitySource("Tests.Agents");
        await using var run = await RecordedRun.StartAsync(moreSources: source.Name);

        await RunAsync(new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient(), source), streaming: false);

        Assert.Equal("own", run.Span.DisplayName);
        Assert.Equal(153, run.Sum("llm.tokens"));
        Assert.Equal(1, run.Sum("agent.runs"));
    }

    [Fact]
    public async Task A_typed_run_and_a_failing_one()
    {
        LoopbackScript script =
        [
            new() { Call = 1, Reply = new() { Text = """{"data":"x"}""", Usage = ScriptedUsage.Of(1, 2) } },
            new() { Reply = ScriptedReply.Fail(ScriptedFailure.Status(500)) },
        ];
        await using var run = await RecordedRun.StartAsync(script);
        var agent = new ChatAgent(run.Server.OpenAIChat(Gpt).AsIChatClient());

        await agent.RunAsync<string>("hi", cancellationToken: Cancellation);
        await Assert.ThrowsAsync<System.ClientModel.ClientResultException>(() => agent.RunAsync("hi", cancellationToken: Cancellation));

        Assert.Equal([$"chat {Gpt}", "invoke_agent clerk", "invoke_agent clerk"], run.Spans.Select(span => span.DisplayName));
        Assert.Equal("System.ClientModel.ClientResultException", run.Spans[2].GetTagItem("error.type"));
        run.AssertCountedOnce();
    }

    private static async Task RunAsync(AIAgent agent, bool streaming)
    {
        if (!streaming)
        {
            await agent.RunAsync("hi", cancellationToken: Cancellation);
            return;
        }

        await agent.RunStreamingAsync("hi", cancellationToken: Cancellation).ToListAsync();
    }
}

/// <summary>An agent over a chat client, like the agents of libraries: its own calls are not intercepted.</summary>
[NoIntercept]
internal sealed class ChatAgent(IChatClient client, ActivitySource? source, Adviser? adviser, params AITool[] tools) : AIAgent
{
    public ChatAgent(IChatClient client, params AITool[] tools)
        : this(client, null, null, tools)
    {
    }

    public ChatAgent(IChatClient client, ActivitySource source)
        : this(client, source, null)
    {
    }

    public ChatAgent(Adviser adviser)
        : this(adviser.Client, null, adviser)
    {
    }

    public override string Name => "clerk";

    public override object? GetService(System.Type serviceType, object? serviceKey = null)
        => serviceType == typeof(IChatClient) ? client
            : serviceType == typeof(ActivitySource) && source is not null ? source
            : base.GetService(serviceType, serviceKey) ?? client.GetService(serviceType, serviceKey);

    protected override async Task<AgentResponse> RunCoreAsync(
        IEnumerable<ChatMessage> messages, AgentSession? session, AgentRunOptions? options, CancellationToken cancellationToken)
    {
        using var span = source?.StartActivity("own");
        var response = adviser is null ? await client.GetResponseAsync(messages, Options, cancellationToken) : await adviser.AskAsync(messages);
        return new AgentResponse(response);
    }

    protected override async IAsyncEnumerable<AgentResponseUpdate> RunCoreStreamingAsync(
        IEnumerable<ChatMessage> messages,
        AgentSession? session,
        AgentRunOptions? options,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var updates = adviser is null ? client.GetStreamingResponseAsync(messages, Options, cancellationToken) : adviser.AskStreaming(messages);
        await foreach (var update in updates)
            yield return new AgentResponseUpdate(update);
    }

    protected override ValueTask<AgentSession> CreateSessionCoreAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override ValueTask<JsonElement> SerializeSessionCoreAsync(
        AgentSession session, JsonSerializerOptions? jsonSerializerOptions, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override ValueTask<AgentSession> DeserializeSessionCoreAsync(
        JsonElement serializedState, JsonSerializerOptions? jsonSerializerOptions, CancellationToken cancellationToken) => throw new NotSupportedException();

    private ChatOptions Options => new() { Tools = tools };
}

/// <summary>Annotated model calls made by an agent.</summary>
internal sealed partial class Adviser(IChatClient client)
{
    public IChatClient Client => client;

    [LlmCall("Ask", Provider = "openai", Model = "gpt-4o-mini")]
    public partial Task<ChatResponse> AskAsync(IEnumerable<ChatMessage> messages);

    [LlmCall("Ask", Provider = "openai", Model = "gpt-4o-mini")]
    public partial IAsyncEnumerable<ChatResponseUpdate> AskStreaming(IEnumerable<ChatMessage> messages);

    private Task<ChatResponse> AskCoreAsync(IEnumerable<ChatMessage> messages) => client.GetResponseAsync(messages);

    private IAsyncEnumerable<ChatResponseUpdate> AskStreamingCore(IEnumerable<ChatMessage> messages) => client.GetStreamingResponseAsync(messages);
}
