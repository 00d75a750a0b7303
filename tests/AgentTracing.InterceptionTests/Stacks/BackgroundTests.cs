using LoopbackLlm;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

#pragma warning disable OPENAI001, MEAI001, MAAI001 // Responses, and background responses

namespace AgentTracing.InterceptionTests.Stacks;

/// <summary>Background responses of a service: each is one call, counted when a poll returns the result, and not once per poll.</summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class BackgroundTests
{
    private const string Gpt = "gpt-4o-mini";

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    private static ScriptedReply Reply => new() { Id = $"resp_{Guid.NewGuid():N}", Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(101, 52), UnfinishedPolls = 3 };

    [Theory]
    [InlineData("client")]
    [InlineData("traced client")]
    [InlineData("pipeline")]
    [InlineData("traced pipeline")]
    [InlineData("agent")]
    [InlineData("traced agent")]
    [InlineData("delegating agent")]
    public async Task An_answer_is_counted_once_however_often_it_is_polled(string path)
    {
        await using var run = await RecordedRun.StartAsync(Reply);
        using var measured = AgentTrace.Measure();
        using (AgentTrace.BeginBudget(new AgentBudget { MaxLlmCalls = 2 }))
            Assert.Equal("Hello", await new Outer().RunAsync(() => PollAsync(path, run, again: true)));

        Assert.Single(run.Server.Log.Requests);
        run.AssertCountedOnce();
        AssertOuter(run);
        Assert.Equal((1L, 101L, true), (measured.Account.LlmCalls, measured.Account.InputTokens, measured.Account.IsComplete));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("traced pipeline")]
    [InlineData("agent")]
    public async Task A_response_that_is_never_polled_leaves_the_sums_incomplete(string path)
    {
        await using var run = await RecordedRun.StartAsync(Reply);
        using var measured = AgentTrace.Measure();

        await new Outer().RunAsync(() => PollAsync(path, run, polls: 2));

        var outer = run.Spans.Single(static span => span.DisplayName == "invoke_agent asker");
        Assert.Equal((1L, true, null), (outer.GetTagItem("agent_tracing.rollup.llm_calls"), outer.GetTagItem("agent_tracing.rollup.incomplete"), outer.GetTagItem("agent_tracing.rollup.input_tokens")));
        Assert.Equal((1L, false), (measured.Account.LlmCalls, measured.Account.IsComplete));
        Assert.DoesNotContain(run.Spans, static span => span.GetTagItem("gen_ai.usage.cost") is not null);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("traced client")]
    [InlineData("agent")]
    public async Task A_stream_that_is_resumed_is_one_answer(string path)
    {
        await using var run = await RecordedRun.StartAsync(Reply);

        await new Outer().RunAsync(() => ResumeAsync(path, run));

        Assert.Single(run.Server.Log.Requests);
        run.AssertCountedOnce();
        AssertOuter(run);
    }

    private static void AssertOuter(RecordedRun run)
    {
        var outer = run.Spans.Single(static span => span.DisplayName == "invoke_agent asker");
        Assert.Equal((1L, 101L, null), (outer.GetTagItem("agent_tracing.rollup.llm_calls"), outer.GetTagItem("agent_tracing.rollup.input_tokens"), outer.GetTagItem("agent_tracing.rollup.incomplete")));
        Assert.Equal(((101 * 0.15) + (52 * 0.60)) / 1_000_000, Assert.IsType<double>(outer.GetTagItem("agent_tracing.rollup.cost")), 12);
    }

    private static IChatClient Client(string path, RecordedRun run)
    {
        var client = run.Server.OpenAIResponses().AsIChatClient(Gpt);
        return path switch
        {
            "traced client" => client.AsBuilder().UseAgentTracing().Build(),
            "pipeline" => client.AsBuilder().UseFunctionInvocation().Build(),
            "traced pipeline" => client.AsBuilder().UseFunctionInvocation().UseAgentTracing().Build(),
            _ => client,
        };
    }

    private static AIAgent Agent(string path, RecordedRun run)
    {
        var agent = new ChatClientAgent(Client(path, run), name: "clerk");
        return path switch
        {
            "traced agent" => agent.AsBuilder().UseAgentTracing().Build(),
            "delegating agent" => new Delegating(agent),
            _ => agent,
        };
    }

    /// <summary>
    /// Makes a request and polls until the response is complete, or the given number of times; then once more if asked to.
    /// </summary>
    private static async Task<string> PollAsync(string path, RecordedRun run, int polls = 100, bool again = false)
    {
        if (path.EndsWith("agent", StringComparison.Ordinal))
        {
            var agent = Agent(path, run);
            var session = await agent.CreateSessionAsync(Cancellation);
            var options = new ChatClientAgentRunOptions(new ChatOptions()) { AllowBackgroundResponses = true };
            var answer = await agent.RunAsync("hi", session, options, Cancellation);
            ResponseContinuationToken? last = null;
            for (var i = 0; i < polls && answer.ContinuationToken is not null; i++)
            {
                last = answer.ContinuationToken;
                options.ContinuationToken = last;
                answer = await agent.RunAsync(session, options, Cancellation);
            }

            options.ContinuationToken = last;
            return again ? (await agent.RunAsync(session, options, Cancellation)).Text : answer.Text;
        }

        var client = Client(path, run);
        var response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { AllowBackgroundResponses = true }, Cancellation);
        ResponseContinuationToken? token = null;
        for (var i = 0; i < polls && response.ContinuationToken is not null; i++)
        {
            token = response.ContinuationToken;
            response = await client.GetResponseAsync([], new ChatOptions { AllowBackgroundResponses = true, ContinuationToken = token }, Cancellation);
        }

        return again ? (await client.GetResponseAsync([], new ChatOptions { AllowBackgroundResponses = true, ContinuationToken = token }, Cancellation)).Text : response.Text;
    }

    /// <summary>Reads the beginning of a stream, and resumes it at that position.</summary>
    private static async Task<string> ResumeAsync(string path, RecordedRun run)
    {
        ResponseContinuationToken? token = null;
        if (path.EndsWith("agent", StringComparison.Ordinal))
        {
            var agent = Agent(path, run);
            var session = await agent.CreateSessionAsync(Cancellation);
            var options = new ChatClientAgentRunOptions(new ChatOptions()) { AllowBackgroundResponses = true };
            await foreach (var update in agent.RunStreamingAsync("hi", session, options, Cancellation))
            {
                token = update.ContinuationToken;
                if (token is not null)
                    break;
            }

            Assert.NotNull(token);
            options.ContinuationToken = token;
            return (await agent.RunStreamingAsync(session, options, Cancellation).ToAgentResponseAsync(Cancellation)).Text;
        }

        var client = Client(path, run);
        await foreach (var update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { AllowBackgroundResponses = true }, Cancellation))
        {
            token = update.ContinuationToken;
            if (token is not null)
                break;
        }

        Assert.NotNull(token);
        return (await client.GetStreamingResponseAsync([], new ChatOptions { AllowBackgroundResponses = true, ContinuationToken = token }, Cancellation).ToChatResponseAsync(Cancellation)).Text;
    }

    private sealed partial class Outer
    {
        [Agent("asker")]
        public partial Task<string> RunAsync(Func<Task<string>> run);

        private Task<string> RunCoreAsync(Func<Task<string>> run) => run();
    }
}
