using LoopbackLlm;
using Microsoft.Extensions.AI;

namespace AgentTracing.PipelineTests;

/// <summary>
/// Following the advice of AGT2001 leads to tokens, cost and the sums of the enclosing agent. Interception is tested in
/// AgentTracing.InterceptionTests, everything else here.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class AdviceTests
{
    private const string Gpt = "gpt-4o-mini";

    /// <summary>The cost of 1000 input tokens and 100 output tokens.</summary>
    private const double Usd = ((1000 * 0.15) + (100 * 0.60)) / 1_000_000;

    [Theory]
    [InlineData("UseAgentTracing", false)]
    [InlineData("UseAgentTracing", true)]
    [InlineData("UseOpenTelemetry", false)]
    [InlineData("UseOpenTelemetry", true)]
    [InlineData("LlmCall", false)]
    [InlineData("LlmCall", true)]
    public async Task A_call_has_tokens_and_cost_and_is_in_the_sum_of_its_agent(string advice, bool streaming)
    {
        using var telemetry = new TelemetryRun();
        await using var server = await LoopbackClients.StartAsync(new ScriptedReply { Chunks = ["Hel", "lo"], Usage = ScriptedUsage.Of(1000, 100) });
        var builder = server.OpenAIChat(Gpt).AsIChatClient().AsBuilder();
        using var client = (advice switch
        {
            "UseAgentTracing" => builder.UseAgentTracing(),
            "UseOpenTelemetry" => builder.UseOpenTelemetry(),
            _ => builder,
        }).Build();

        Assert.Equal("Hello", await new Bot(client).RunAsync("hi", advice == "LlmCall", streaming));

        var agent = telemetry.Named("invoke_agent bot");
        Assert.Equal((1000L, 100L, 1L), (agent.GetTagItem("agent_tracing.rollup.input_tokens"), agent.GetTagItem("agent_tracing.rollup.output_tokens"), agent.GetTagItem("agent_tracing.rollup.llm_calls")));
        Assert.Equal(Usd, Assert.IsType<double>(agent.GetTagItem("agent_tracing.rollup.cost")), 12);
        Assert.Null(agent.GetTagItem("agent_tracing.rollup.incomplete"));
        var call = telemetry.Named($"chat {Gpt}");
        Assert.Equal(1000L, Convert.ToInt64(call.GetTagItem("gen_ai.usage.input_tokens"), null));
        Assert.Equal(Usd, Assert.IsType<double>(call.GetTagItem("gen_ai.usage.cost")), 12);
        Assert.Equal("bot", call.GetTagItem("agent_tracing.agent.name"));
        Assert.Equal(1000m, telemetry.Sum("llm.tokens", "token_type", "input"));
    }

    private sealed partial class Bot(IChatClient client)
    {
        [Agent("bot")]
        public partial Task<string> RunAsync(string request, bool isAnnotated, bool streaming);

        [LlmCall]
        private partial Task<ChatResponse> AskAsync(string request);

        [LlmCall]
        private partial IAsyncEnumerable<ChatResponseUpdate> StreamAsync(string request);

        private async Task<string> RunCoreAsync(string request, bool isAnnotated, bool streaming) => (isAnnotated, streaming) switch
        {
            (true, true) => (await StreamAsync(request).ToChatResponseAsync()).Text,
            (true, false) => (await AskAsync(request)).Text,
            (false, true) => (await client.GetStreamingResponseAsync(request).ToChatResponseAsync()).Text,
            _ => (await client.GetResponseAsync(request)).Text,
        };

        private Task<ChatResponse> AskCoreAsync(string request) => client.GetResponseAsync(request);

        private IAsyncEnumerable<ChatResponseUpdate> StreamCoreAsync(string request) => client.GetStreamingResponseAsync(request);
    }
}
