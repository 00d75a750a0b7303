using Anthropic.Models.Messages;
using LoopbackLlm;
using Microsoft.Extensions.AI;

namespace AgentTracing.IntegrationTests.Loopback;

public class ConcurrencyTests
{
    private const int Conversations = 200;

    [Fact]
    public async Task Simultaneous_conversations_get_the_answers_to_their_own_requests()
    {
        await using var server = await LoopbackClients.StartAsync(Script());

        var answers = await Task.WhenAll(Enumerable.Range(1, Conversations).Select(n => ConverseAsync(server, n)));

        Assert.Equal(Enumerable.Range(1, Conversations).Select(n => $"class-{n}|stock-{n} of SKU-{n}"), answers);
        AssertTotals(server);
    }

    /// <summary>
    /// Classifies (Anthropic), calls a tool, and answers (OpenAI, streamed, through Microsoft.Extensions.AI). Every reply names order n.
    /// </summary>
    private static LoopbackScript Script() =>
    [
        new()
        {
            Provider = LlmProvider.Anthropic,
            ReplyTo = r => ScriptedReply.Say(
                $"class-{OrderOf(r)}",
                new() { InputTokens = OrderOf(r), OutputTokens = 3, CachedInputTokens = 1 }),
        },
        new()
        {
            Provider = LlmProvider.OpenAI,
            HasToolResult = false,
            ReplyTo = r => ScriptedReply.Call(
                ScriptedUsage.Of(10 * OrderOf(r), 5),
                new ScriptedToolCall("stock", $$"""{"sku":"SKU-{{OrderOf(r)}}"}""")),
        },
        new()
        {
            Provider = LlmProvider.OpenAI,
            HasToolResult = true,
            ReplyTo = r => ScriptedReply.Say(
                $"stock-{OrderOf(r)} of {r.ToolResults[0].Text.Trim('"')}",
                ScriptedUsage.Of(100, 7)),
        },
    ];

    private static int OrderOf(LoopbackRequest request) => int.Parse(request.LastUserText.Split('#')[1]);

    private static async Task<string> ConverseAsync(LoopbackServer server, int order)
    {
        var message = await server.Anthropic().Messages.Create(
            new MessageCreateParams { Model = "claude-test", MaxTokens = 10, Messages = [new UserMessageParam($"order #{order}")] },
            LoopbackClients.Cancellation);
        Assert.True(message.Content[0].TryPickText(out var category));

        using var chat = server.OpenAIChat().AsIChatClient().AsBuilder().UseFunctionInvocation().Build();
        var tool = AIFunctionFactory.Create((string sku) => sku, "stock");
        var response = await chat
            .GetStreamingResponseAsync($"order #{order}", new ChatOptions { Tools = [tool] }, LoopbackClients.Cancellation)
            .ToChatResponseAsync(LoopbackClients.Cancellation);
        return $"{category.Text}|{response.Text}";
    }

    private static void AssertTotals(LoopbackServer server)
    {
        const int SumOfOrders = Conversations * (Conversations + 1) / 2;
        var openAI = ScriptedUsage.Of((10 * SumOfOrders) + (100 * Conversations), (5 + 7) * Conversations);
        var anthropic = new ScriptedUsage { InputTokens = SumOfOrders, OutputTokens = 3 * Conversations, CachedInputTokens = Conversations };

        Assert.Equal(
            [
                new ModelTotals("anthropic", "claude-test", Conversations, 0, anthropic),
                new ModelTotals("openai", "gpt-test", 2 * Conversations, 0, openAI),
            ],
            server.Log.TotalsByModel());
        Assert.Equal(3 * Conversations, server.Log.Requests.Select(r => r.ResponseId).Distinct().Count());
        Assert.All(server.Log.Requests, r => Assert.Equal(ReplyOutcome.Completed, r.Outcome));
    }
}
