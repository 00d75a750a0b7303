using Google.GenAI.Types;
using Microsoft.Extensions.AI;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>
/// Gemini's own responses, annotated and behind an adapter: thoughts and tool prompts are counted separately, modalities are lists, and
/// searches are in the grounding metadata.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed partial class GeminiTests
{
    private static readonly Dictionary<string, (GenerateContentResponse Answer, decimal MicroDollars)> Figures = new(StringComparer.Ordinal)
    {
        ["plain"] = (Answer("gemini-2.5-pro", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100 }), (1000 * 1.25m) + (100 * 10m)),
        ["thoughts, tools and a cache"] = (
            Answer("gemini-2.5-pro", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, ThoughtsTokenCount = 500, ToolUsePromptTokenCount = 300, CachedContentTokenCount = 200, TotalTokenCount = 1900 }),
            (1100 * 1.25m) + (200 * 0.125m) + (600 * 10m)),
        ["nothing but thoughts"] = (Answer("gemini-2.5-flash", new() { PromptTokenCount = 1000, ThoughtsTokenCount = 500, TotalTokenCount = 1500 }), (1000 * 0.3m) + (500 * 2.5m)),
        ["beyond the step by the prompts of tools"] = (
            Answer("gemini-2.5-pro", new() { PromptTokenCount = 199_000, CandidatesTokenCount = 10, ToolUsePromptTokenCount = 2000, TotalTokenCount = 201_010 }), (201_000 * 2.5m) + (10 * 15m)),
        ["audio"] = (
            Answer("gemini-2.5-flash", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100, PromptTokensDetails = [new(MediaModality.Text, 400), new(MediaModality.Audio, 600)] }),
            (400 * 0.3m) + (600 * 1m) + (100 * 2.5m)),
        ["cached audio"] = (
            Answer(
                "gemini-2.5-flash",
                new()
                {
                    PromptTokenCount = 1000,
                    CachedContentTokenCount = 500,
                    CandidatesTokenCount = 100,
                    TotalTokenCount = 1100,
                    PromptTokensDetails = [new(MediaModality.Text, 400), new(MediaModality.Audio, 600)],
                    CacheTokensDetails = [new(MediaModality.Text, 200), new(MediaModality.Audio, 300)],
                }),
            (200 * 0.3m) + (300 * 1m) + (200 * 0.03m) + (300 * 0.1m) + (100 * 2.5m)),
        ["an image"] = (
            Answer("gemini-2.5-flash-image", new() { PromptTokenCount = 100, CandidatesTokenCount = 1300, TotalTokenCount = 1400, CandidatesTokensDetails = [new(MediaModality.Text, 10), new(MediaModality.Image, 1290)] }),
            (100 * 0.3m) + (10 * 2.5m) + (1290 * 30m)),
        ["grounded, billed by the prompt"] = (
            Answer("gemini-2.5-flash", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100 }, "a", "b", "c"), (1000 * 0.3m) + (100 * 2.5m) + 14_000m),
        ["grounded, billed by the search"] = (
            Answer("gemini-3-flash-preview", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100 }, "a", "b", "c"), (1000 * 0.5m) + (100 * 3m) + 42_000m),
        ["grounded in images, billed by the search"] = (
            Grounded("gemini-3.1-flash-image-preview", new() { WebSearchQueries = ["a"], ImageSearchQueries = ["b", "c"] }), (1000 * 0.5m) + (100 * 3m) + 42_000m),
        ["grounded in a map, billed by the prompt"] = (
            Grounded("gemini-2.5-flash", new() { GroundingChunks = [new(), new() { Maps = new() { PlaceId = "p" } }, new() { Maps = new() { PlaceId = "q" } }] }), (1000 * 0.3m) + (100 * 2.5m) + 25_000m),
        ["not grounded"] = (Answer("gemini-3-flash-preview", new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100 }, []), (1000 * 0.5m) + (100 * 3m)),
    };

    public static TheoryData<string> Names => [.. Figures.Keys];

    /// <summary>The response of a newer model does not contain the number of its map searches, and they have no price.</summary>
    [Fact]
    public async Task A_map_of_a_newer_model_has_no_price()
    {
        using var run = new MoneyRun();

        await MoneyRun.InsideAgentAsync(() => AskAsync(Grounded("gemini-3-flash-preview", new() { GroundingChunks = [new() { Maps = new() }] })));

        run.AssertCosts(null, "unpriced", "gcp.gemini");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_of_Gemini_costs_the_same_on_each_path(string name)
    {
        var (answer, microDollars) = Figures[name];
        foreach (var call in new Func<Task>[] { () => AskAsync(answer), () => Chat(answer).GetResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation), () => Chat(answer).GetStreamingResponseAsync("hi", cancellationToken: LoopbackClients.Cancellation).ToListAsync() })
        {
            using var run = new MoneyRun();

            await MoneyRun.InsideAgentAsync(call);

            run.AssertCosts(microDollars / 1_000_000, "priced", "gcp.gemini");
        }
    }

    [LlmCall("Ask", Provider = "gcp.gemini")]
    private static partial Task<GenerateContentResponse> AskAsync(GenerateContentResponse answer);

    private static Task<GenerateContentResponse> AskCoreAsync(GenerateContentResponse answer) => Task.FromResult(answer);

    private static IChatClient Chat(GenerateContentResponse answer) => new Adapter(answer);

    private static GenerateContentResponse Answer(string model, GenerateContentResponseUsageMetadata usage, params string[] queries) => new()
    {
        ModelVersion = model,
        ResponseId = "r1",
        Candidates = [new Candidate { GroundingMetadata = queries.Length == 0 ? null : new GroundingMetadata { WebSearchQueries = [.. queries] } }],
        UsageMetadata = usage,
    };

    private static GenerateContentResponse Grounded(string model, GroundingMetadata grounding) => new()
    {
        ModelVersion = model,
        ResponseId = "r1",
        Candidates = [new Candidate { GroundingMetadata = grounding }],
        UsageMetadata = new() { PromptTokenCount = 1000, CandidatesTokenCount = 100, TotalTokenCount = 1100 },
    };

    /// <summary>
    /// Google's adapter for Microsoft.Extensions.AI. Like its public source, it does not add thoughts to the output tokens.
    /// </summary>
    private sealed class Adapter(GenerateContentResponse answer) : IChatClient
    {
        private UsageDetails Usage => new()
        {
            InputTokenCount = answer.UsageMetadata!.PromptTokenCount,
            OutputTokenCount = answer.UsageMetadata.CandidatesTokenCount,
            TotalTokenCount = answer.UsageMetadata.TotalTokenCount,
        };

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")) { ModelId = answer.ModelVersion, ResponseId = answer.ResponseId, Usage = Usage, RawRepresentation = answer });

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, "h") { ModelId = answer.ModelVersion, ResponseId = answer.ResponseId };
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("i"), new UsageContent(Usage)]) { ModelId = answer.ModelVersion, ResponseId = answer.ResponseId, RawRepresentation = answer };
        }

        public object? GetService(System.Type serviceType, object? serviceKey = null)
            => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("gcp.gemini", null, answer.ModelVersion) : serviceType.IsInstanceOfType(this) ? this : null;

        public void Dispose()
        {
        }
    }
}
