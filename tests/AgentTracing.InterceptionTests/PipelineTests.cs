using AgentTracing.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AgentTracing.InterceptionTests;

/// <summary>Spans and figures of pipelines with our clients, also for agents on many threads.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class PipelineTests
{
    private const string Gpt = "gpt-4o-mini";

    private static CancellationToken Cancellation => LoopbackClients.Cancellation;

    [Fact]
    public async Task Sixty_four_threads_of_agents_with_tools_and_sub_agents_add_up_exactly()
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script, SdkFacts.RoundsSource);
        var stack = new Stack(model => run.Server.OpenAIChat(model).AsIChatClient());
        string[] shapes = ["agent with a tool as a tool", "agent whose tools ask models at once", "agents as tools at once", "team as a tool"];

        using var measured = AgentTrace.Measure();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => stack.RunAsync(shapes[i % 4], i % 8 < 4), Cancellation)));

        run.AssertCountedOnce();
        Assert.Equal(run.Sent, (measured.Account.InputTokens, measured.Account.OutputTokens));
        Assert.Equal(run.Server.Log.Requests.Sum(RecordedRun.PriceOf), measured.Account.CostUsd);
        Assert.Equal((stack.Executions, stack.Executions), (measured.Account.ToolCalls, run.Sum("tool.calls")));
        Assert.All(run.Spans.Where(span => span.DisplayName == "invoke_agent outer"), span => Assert.NotNull(span.GetTagItem("agent_tracing.rollup.cost")));
        Assert.Equal(run.Sent.Input, run.Spans.Where(span => span.DisplayName == "invoke_agent outer").Sum(span => (long)span.GetTagItem("agent_tracing.rollup.input_tokens")!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_from_a_cache_are_shown_and_not_counted(bool streaming)
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script);
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
    public async Task A_tools_span_has_the_call_id_and_the_description()
    {
        await using var run = await RecordedRun.StartAsync(Stack.Script);
        using var client = run.Server.OpenAIChat(Gpt).AsIChatClient().AsBuilder().UseFunctionInvocation().UseAgentTracing().Build();

        await client.GetResponseAsync([new ChatMessage(ChatRole.User, "hi")], new ChatOptions { Tools = [AIFunctionFactory.Create((string query) => query, "look_up", "Looks up")] }, Cancellation);

        var tool = Assert.Single(run.Spans, span => span.DisplayName == "execute_tool look_up");
        Assert.NotNull(tool.GetTagItem("gen_ai.tool.call.id"));
        Assert.Equal("Looks up", tool.GetTagItem("gen_ai.tool.description"));
        Assert.Equal(2, run.Spans.Count(span => span.DisplayName == $"chat {Gpt}"));
    }
}
