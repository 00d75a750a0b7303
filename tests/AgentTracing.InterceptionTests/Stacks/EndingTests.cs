using System.Diagnostics;
using System.Runtime.CompilerServices;
using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>
/// How calls and runs end: each span ends once, and records whether the caller cancelled it, abandoned it, or it timed out. Reported tokens
/// are counted; without any, there is no cost, and the sums are marked incomplete.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class EndingTests
{
    private const string Gpt = "gpt-4o-mini";

    private static readonly Dictionary<string, Func<IChatClient, bool, CancellationToken, IAsyncEnumerable<object>>> Paths = new(StringComparer.Ordinal)
    {
        ["client"] = static (client, streaming, token) => AskAsync(client, streaming, token),
        ["pipeline"] = static (client, streaming, token) => AskAsync(client.AsBuilder().UseFunctionInvocation().Build(), streaming, token),
        ["traced client"] = static (client, streaming, token) => AskAsync(client.AsBuilder().UseAgentTracing().Build(), streaming, token),
        ["traced pipeline"] = static (client, streaming, token) => AskAsync(client.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build(), streaming, token),
        ["agent"] = static (client, streaming, token) => RunAsync(new ChatClientAgent(client, name: "clerk"), streaming, token),
        ["agent of a traced client"] = static (client, streaming, token) => RunAsync(new ChatClientAgent(client.AsBuilder().UseAgentTracing().Build(), name: "clerk"), streaming, token),
        ["traced agent"] = static (client, streaming, token) => RunAsync(new ChatClientAgent(client, name: "clerk").AsBuilder().UseAgentTracing().Build(), streaming, token),
        ["delegating agent"] = static (client, streaming, token) => RunAsync(new Delegating(new ChatClientAgent(client, name: "clerk")), streaming, token),
        ["agent that traces itself"] = static (client, streaming, token) => RunAsync(new ChatClientAgent(client, name: "clerk").AsBuilder().UseOpenTelemetry().Build(), streaming, token),
    };

    /// <summary>Every path with every ending. Only streams can be abandoned.</summary>
    public static TheoryData<string, bool, string> Endings => [.. from path in Paths.Keys
                                                                  from streaming in (bool[])[false, true]
                                                                  from ending in (string[])["complete", "cancelled", "out of time", "left", "thrown"]
                                                                  where streaming || ending is not ("left" or "thrown")
                                                                  select (path, streaming, ending)];

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Spans_end_once_with_the_right_outcome(string path, bool streaming, string ending)
    {
        var reply = new ScriptedReply { Chunks = ["Hel", "lo", "!"], Usage = ScriptedUsage.Of(100, 10) };
        await using var run = await RecordedRun.StartAsync(
            ending == "complete" ? reply : reply with { Delay = streaming ? null : TimeSpan.FromHours(1), ChunkDelay = TimeSpan.FromHours(1) },
            "Experimental.Microsoft.Agents.AI");
        var client = run.Server.OpenAIChat(Gpt).AsIChatClient();

        using var measured = AgentTrace.Measure();
        await new Outer().RunAsync(Paths[path], ending == "out of time" ? new OutOfTime(client) : client, streaming, ending);

        Assert.Equal(run.Started, run.Spans.Count);
        Assert.Equal(run.Spans.Count, run.Spans.Select(span => span.SpanId).Distinct().Count());
        var chat = Assert.Single(run.Spans, static span => span.GetTagItem("gen_ai.operation.name") is "chat");
        var outer = run.Spans.Single(static span => span.DisplayName == "invoke_agent ending");
        Assert.Equal(1L, outer.GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Equal(1, measured.Account.LlmCalls);
        if (ending == "complete")
        {
            run.AssertCountedOnce(chat);
            Assert.Equal(100L, outer.GetTagItem("agent_tracing.rollup.input_tokens"));
            Assert.True(measured.Account.IsComplete);
        }
        else
        {
            Assert.Null(chat.GetTagItem("gen_ai.usage.input_tokens"));
            Assert.Null(chat.GetTagItem("gen_ai.usage.cost"));
            Assert.Null(outer.GetTagItem("agent_tracing.rollup.cost"));
            Assert.Null(outer.GetTagItem("agent_tracing.rollup.input_tokens"));
            Assert.Equal(true, outer.GetTagItem("agent_tracing.rollup.incomplete"));
            Assert.False(measured.Account.IsComplete);
            Assert.Equal(0, run.Sum("llm.tokens"));
        }

        foreach (var span in run.Spans.Where(static span => span.DisplayName != "invoke_agent ending"))
            AssertEnded(span, ending);
        Assert.Equal(path.Contains("agent", StringComparison.Ordinal) ? 1 : 0, run.Spans.Count(static span => span.DisplayName.StartsWith("invoke_agent clerk", StringComparison.Ordinal)));
    }

    /// <summary>An agent that traces itself, on a source without a listener: the usage of its calls is not known.</summary>
    [Theory]
    [InlineData("cancelled")]
    [InlineData("out of time")]
    [InlineData("left")]
    public async Task An_uninstrumented_run_that_is_aborted_leaves_the_sums_incomplete(string ending)
    {
        await using var run = await RecordedRun.StartAsync(new ScriptedReply { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(100, 10), ChunkDelay = TimeSpan.FromHours(1) });
        var client = run.Server.OpenAIChat(Gpt).AsIChatClient();

        await new Outer().RunAsync(Paths["agent that traces itself"], ending == "out of time" ? new OutOfTime(client) : client, true, ending);

        var outer = run.Spans.Single(static span => span.DisplayName == "invoke_agent ending");
        Assert.Equal((true, null), (outer.GetTagItem("agent_tracing.rollup.incomplete"), outer.GetTagItem("agent_tracing.rollup.input_tokens")));
    }

    private static void AssertEnded(Activity span, string ending)
    {
        Assert.Equal((span.DisplayName, ending == "out of time" ? ActivityStatusCode.Error : ActivityStatusCode.Unset), (span.DisplayName, span.Status));
        Assert.Equal((span.DisplayName, ending is "cancelled" or "out of time"), (span.DisplayName, span.GetTagItem("error.type") is not null));
        Assert.Equal((span.DisplayName, ending == "cancelled" ? true : null), (span.DisplayName, (bool?)span.GetTagItem("agent_tracing.cancelled")));
    }

    private static async IAsyncEnumerable<object> AskAsync(IChatClient client, bool streaming, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new(ChatRole.User, "hi")];
        if (!streaming)
        {
            yield return await client.GetResponseAsync(messages, cancellationToken: cancellationToken);
            yield break;
        }

        await foreach (var update in client.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken))
            yield return update;
    }

    private static async IAsyncEnumerable<object> RunAsync(AIAgent agent, bool streaming, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!streaming)
        {
            yield return await agent.RunAsync("hi", cancellationToken: cancellationToken);
            yield break;
        }

        await foreach (var update in agent.RunStreamingAsync("hi", cancellationToken: cancellationToken))
            yield return update;
    }

    private sealed partial class Outer
    {
        [Agent("ending")]
        public partial Task RunAsync(Func<IChatClient, bool, CancellationToken, IAsyncEnumerable<object>> path, IChatClient client, bool streaming, string ending);

        private async Task RunCoreAsync(Func<IChatClient, bool, CancellationToken, IAsyncEnumerable<object>> path, IChatClient client, bool streaming, string ending)
        {
            using var source = new CancellationTokenSource();
            try
            {
                var updates = path(client, streaming, ending == "out of time" ? default : source.Token);
                if (ending == "cancelled" && !streaming)
                    await source.CancelAsync();
                await foreach (var _ in updates)
                {
                    if (ending == "left")
                        break;
                    if (ending == "thrown")
                        throw new InvalidOperationException("The reader gives up.");
                    if (ending == "cancelled")
                        await source.CancelAsync();
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
            {
                // Expected for this ending.
            }
        }
    }
}
