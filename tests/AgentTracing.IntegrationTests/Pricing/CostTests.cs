#pragma warning disable OPENAI001 // The Responses API of the SDK is experimental.
using System.Diagnostics;
using Anthropic;
using Anthropic.Models.Messages;
using LoopbackLlm;
using OpenAI.Chat;
using OpenAI.Responses;

namespace AgentTracing.IntegrationTests.Pricing;

/// <summary>
/// The usage that SDKs report is converted to the exact cost on the span. The expected costs are calculated by hand from the price data.
/// </summary>
public sealed partial class CostTests
{
    public static TheoryData<string, ScriptedReply, double> OpenAIAnswers => new()
    {
        // 700 * 4 + 300 * 0.4 + 500 * 20; reasoning is part of the output.
        { "cached and reasoning", Reply("gpt-5.6", new() { InputTokens = 1_000, CachedInputTokens = 300, OutputTokens = 500, ReasoningTokens = 200, TotalTokens = 1_500 }), 0.01292 },

        // The upper tier applies to all tokens: 200,000 * 8 + 100,000 * 0.8 + 1,000 * 30.
        { "long prompt", Reply("gpt-5.6", new() { InputTokens = 300_000, CachedInputTokens = 100_000, OutputTokens = 1_000, TotalTokens = 301_000 }), 1.71 },

        // 800 * 2.5 + 200 * 40 + 40 * 10 + 60 * 80, from this project's pricing file.
        { "audio", Reply("audio-test", new() { InputTokens = 1_000, InputAudioTokens = 200, OutputTokens = 100, OutputAudioTokens = 60, TotalTokens = 1_100 }), 0.0152 },

        // The tier in the response: 1,000 * 0.625 + 100 * 5.
        { "flex", Reply("gpt-5", new() { InputTokens = 1_000, OutputTokens = 100, TotalTokens = 1_100 }) with { ServiceTier = "flex" }, 0.001125 },
    };

    public static TheoryData<string, ScriptedReply, double> AnthropicAnswers => new()
    {
        // 301 * 5 + 55 * 0.5 + 3 * 6.25 + 4 * 10 + 103 * 25; thinking is part of the output.
        {
            "cache written for five minutes and an hour",
            Reply("claude-opus-4-6", new()
            {
                InputTokens = 301, CachedInputTokens = 55, CacheWriteInputTokens = 7, CacheWrite5mInputTokens = 3, CacheWrite1hInputTokens = 4, OutputTokens = 103, ReasoningTokens = 19,
            }),
            0.00416625
        },

        // Without a split, writes are for five minutes: 301 * 5 + 7 * 6.25 + 103 * 25.
        { "cache written", Reply("claude-opus-4-6", new() { InputTokens = 301, CacheWriteInputTokens = 7, OutputTokens = 103 }), 0.00412375 },

        // 100 * 5 + 10 * 25, and two searches at ten dollars per thousand.
        { "web searches", Reply("claude-opus-4-6", new() { InputTokens = 100, OutputTokens = 10, WebSearchRequests = 2 }), 0.02075 },
    };

    [Theory]
    [MemberData(nameof(OpenAIAnswers))]
    public async Task OpenAI(string what, ScriptedReply reply, double usd)
    {
        await using var server = await LoopbackClients.StartAsync(reply);
        var span = await SpanOf(() => AskAsync(server.OpenAIChat("any")));
        Assert.Equal((what, "priced"), (what, span.GetTagItem("agent_tracing.cost.status")));
        Assert.Equal(usd, Assert.IsType<double>(span.GetTagItem("gen_ai.usage.cost")), 12);
    }

    [Fact]
    public async Task OpenAI_cache_writes()
    {
        // 550 * 4 + 300 * 0.4 + 150 * 5 + 500 * 20; reasoning is part of the output.
        var reply = Reply("gpt-5.6", new() { InputTokens = 1_000, CachedInputTokens = 300, CacheWriteInputTokens = 150, OutputTokens = 500, ReasoningTokens = 200, TotalTokens = 1_500 });
        await using var server = await LoopbackClients.StartAsync(reply);
        var span = await SpanOf(() => AskAsync(server.OpenAIResponses()));
        Assert.Equal((0.01307, "priced"), (span.GetTagItem("gen_ai.usage.cost"), span.GetTagItem("agent_tracing.cost.status")));
        Assert.Equal((1_000L, 150L), (span.GetTagItem("gen_ai.usage.input_tokens"), span.GetTagItem("gen_ai.usage.cache_write.input_tokens")));
    }

    [Theory]
    [MemberData(nameof(AnthropicAnswers))]
    public async Task Anthropic(string what, ScriptedReply reply, double usd)
    {
        await using var server = await LoopbackClients.StartAsync(reply);
        var span = await SpanOf(() => AskAsync(server.Anthropic()));
        Assert.Equal((what, usd, "priced"), (what, span.GetTagItem("gen_ai.usage.cost"), span.GetTagItem("agent_tracing.cost.status")));
    }

    [Fact]
    public async Task A_model_without_a_price_costs_nothing_that_could_be_added_up()
    {
        await using var server = await LoopbackClients.StartAsync(Reply("gpt-5.60", ScriptedUsage.Of(10, 10)));
        var span = await SpanOf(() => AskAsync(server.OpenAIChat("any")));
        Assert.Null(span.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("unpriced", span.GetTagItem("agent_tracing.cost.status"));
    }

    [LlmCall(Provider = "openai")]
    private static partial Task<ChatCompletion> AskAsync(ChatClient client);

    private static async Task<ChatCompletion> AskCoreAsync(ChatClient client) => (await client.AskAsync()).Value;

    [LlmCall("ask-responses", Provider = "openai")]
    private static partial Task<ResponseResult> AskAsync(ResponsesClient client);

    private static async Task<ResponseResult> AskCoreAsync(ResponsesClient client) => (await client.AskAsync()).Value;

    [LlmCall("ask-claude", Provider = "anthropic")]
    private static partial Task<Message> AskAsync(AnthropicClient client);

    private static Task<Message> AskCoreAsync(AnthropicClient client) => client.Messages.Create(
        new MessageCreateParams { Model = Model.ClaudeOpus4_6, MaxTokens = 10, Messages = [new UserMessageParam("hi")] }, LoopbackClients.Cancellation);

    private static ScriptedReply Reply(string model, ScriptedUsage usage) => ScriptedReply.Say("hello", usage) with { Model = model };

    private static async Task<Activity> SpanOf(Func<Task> call)
    {
        using var root = new Activity("test");
        root.Start();
        using var spans = new SpanCollector();
        await call();
        return Assert.Single(spans.In(root.TraceId));
    }
}
