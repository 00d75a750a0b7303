using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.Google;
using Microsoft.SemanticKernel.Connectors.MistralAI;
using Microsoft.SemanticKernel.Connectors.MistralAI.Client;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>A connector of Semantic Kernel that calls functions itself, and returns only its last response.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ConnectorTests
{
    private const string Model = "gemini-2.5-pro";

    // 200 tokens of the first prompt are cached; the second response has 500 reasoning tokens.
    private const decimal Whole = ((800 * 1.25m) + (200 * 0.125m) + (100 * 10m) + (2000 * 1.25m) + (700 * 10m)) / 1_000_000;

    // The connector's usage of the first round does not include cached tokens.
    private const decimal Counted = ((1000 * 1.25m) + (100 * 10m) + (2000 * 1.25m) + (700 * 10m)) / 1_000_000;

    private static GeminiMetadata[] Rounds => [Metadata(1000, 200, 100, 0), Metadata(2000, 0, 200, 500)];

    [Fact]
    public async Task The_history_contains_each_round()
    {
        using var run = new MoneyRun();
        IChatCompletionService service = new GoogleAIGeminiChatCompletionService(Model, Rounds);

        await MoneyRun.InsideAgentAsync(() => service.GetChatMessageContentsAsync(new ChatHistory("hi"), cancellationToken: LoopbackClients.Cancellation));

        run.AssertCosts(Whole, "priced", "gcp.gemini");
    }

    [Fact]
    public async Task What_stood_in_the_history_before_is_not_counted()
    {
        using var run = new MoneyRun();
        IChatCompletionService service = new GoogleAIGeminiChatCompletionService(Model, Rounds);
        ChatHistory history = [new ChatMessageContent(AuthorRole.Assistant, "before", Model, metadata: Metadata(9000, 0, 900, 0))];

        await MoneyRun.InsideAgentAsync(() => service.GetChatMessageContentAsync(history, cancellationToken: LoopbackClients.Cancellation));

        run.AssertCosts(Whole, "priced", "gcp.gemini");
    }

    [Fact]
    public async Task Of_a_prompt_the_rounds_are_those_that_the_connector_counts()
    {
        using var run = new MoneyRun();
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatCompletionService>(new GoogleAIGeminiChatCompletionService(Model, Rounds));

        await MoneyRun.InsideAgentAsync(() => builder.Build().InvokePromptAsync("hi", cancellationToken: LoopbackClients.Cancellation));

        run.AssertCosts(Counted, "estimated", "gcp.gemini");
    }

    [Fact]
    public async Task One_round_is_priced_as_it_is()
    {
        using var run = new MoneyRun();
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton<IChatCompletionService>(new GoogleAIGeminiChatCompletionService(Model, Rounds[1]));

        await MoneyRun.InsideAgentAsync(() => builder.Build().InvokePromptAsync("hi", cancellationToken: LoopbackClients.Cancellation));

        run.AssertCosts(((2000 * 1.25m) + (700 * 10m)) / 1_000_000, "priced", "gcp.gemini");
    }

    /// <summary>
    /// The usage that Mistral's connector reports, for whole responses and for streams: each model at its own price, for each round
    /// separately.
    /// </summary>
    [Theory]
    [InlineData("mistral-large-latest", 1000, 100, 1100, 0.00065, "priced")]
    [InlineData("mistral-small-latest", 1000, 100, 1100, 0.00013, "priced")]
    [InlineData("ministral-8b-latest", 1000, 100, 1100, 0.000165, "priced")]
    [InlineData("codestral-latest", 1000, 0, 1000, 0.0003, "priced")]
    [InlineData("magistral-medium-latest", 1000, 700, 1700, 0.0055, "priced")]
    [InlineData("mistral-large-latest", 1000, 100, null, 0.00065, "priced")]
    [InlineData("mistral-99", 1000, 100, 1100, null, "unpriced")]
    [InlineData("mistral-large-latest", 1000, 100, 999, null, "invalid")]
    public async Task A_usage_of_Mistral(string model, int prompt, int completion, int? total, double? usd, string status)
    {
        var usage = new MistralUsage { PromptTokens = prompt, CompletionTokens = completion, TotalTokens = total };
        IChatCompletionService service = new MistralAIChatCompletionService(model, usage);
        foreach (var call in new Func<Task>[]
        {
            () => service.GetChatMessageContentAsync("hi", cancellationToken: LoopbackClients.Cancellation),
            () => service.GetChatMessageContentsAsync(new ChatHistory("hi"), cancellationToken: LoopbackClients.Cancellation),
            () => service.GetStreamingChatMessageContentsAsync(new ChatHistory("hi"), cancellationToken: LoopbackClients.Cancellation).ToListAsync(),
        })
        {
            using var run = new MoneyRun();

            await MoneyRun.InsideAgentAsync(call);

            run.AssertCosts((decimal?)usd, status, "mistral_ai");
        }
    }

    [Fact]
    public async Task Rounds_of_Mistral_are_read_from_the_history()
    {
        using var run = new MoneyRun();
        IChatCompletionService service = new MistralAIChatCompletionService(
            "mistral-large-latest", new MistralUsage { PromptTokens = 1000, CompletionTokens = 10, TotalTokens = 1010 }, new MistralUsage { PromptTokens = 1100, CompletionTokens = 90, TotalTokens = 1190 });

        await MoneyRun.InsideAgentAsync(() => service.GetChatMessageContentsAsync(new ChatHistory("hi"), cancellationToken: LoopbackClients.Cancellation));

        run.AssertCosts(((2100 * 0.5m) + (100 * 1.5m)) / 1_000_000, "priced", "mistral_ai");
    }

    private static GeminiMetadata Metadata(int prompt, int cached, int candidates, int thoughts) => new(new Dictionary<string, object?>
    {
        [nameof(GeminiMetadata.PromptTokenCount)] = prompt,
        [nameof(GeminiMetadata.CachedContentTokenCount)] = cached,
        [nameof(GeminiMetadata.CandidatesTokenCount)] = candidates,
        [nameof(GeminiMetadata.ThoughtsTokenCount)] = thoughts,
        [nameof(GeminiMetadata.TotalTokenCount)] = prompt + candidates + thoughts,
    });
}
