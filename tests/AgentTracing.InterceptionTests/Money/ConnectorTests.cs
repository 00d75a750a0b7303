using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.Google;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>A connector of Semantic Kernel that calls functions by itself, and returns its last answer only.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ConnectorTests
{
    private const string Model = "gemini-2.5-pro";

    // 200 of the first prompt are cached; the second answer has 500 tokens of thoughts.
    private const decimal Whole = ((800 * 1.25m) + (200 * 0.125m) + (100 * 10m) + (2000 * 1.25m) + (700 * 10m)) / 1_000_000;

    // What the connector counts of the first round leaves the cache open.
    private const decimal Counted = ((1000 * 1.25m) + (100 * 10m) + (2000 * 1.25m) + (700 * 10m)) / 1_000_000;

    private static GeminiMetadata[] Rounds => [Metadata(1000, 200, 100, 0), Metadata(2000, 0, 200, 500)];

    [Fact]
    public async Task The_history_tells_each_round()
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

    private static GeminiMetadata Metadata(int prompt, int cached, int candidates, int thoughts) => new(new Dictionary<string, object?>
    {
        [nameof(GeminiMetadata.PromptTokenCount)] = prompt,
        [nameof(GeminiMetadata.CachedContentTokenCount)] = cached,
        [nameof(GeminiMetadata.CandidatesTokenCount)] = candidates,
        [nameof(GeminiMetadata.ThoughtsTokenCount)] = thoughts,
        [nameof(GeminiMetadata.TotalTokenCount)] = prompt + candidates + thoughts,
    });
}
