using System.Diagnostics.CodeAnalysis;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>Operations that together record every instrument.</summary>
internal static partial class MeteredAgent
{
    /// <summary>The usage of each response below: 1100 input tokens including cached ones, 50 output tokens including reasoning.</summary>
    internal static readonly TokenUsage Usage = new() { Input = 1_000, CacheRead = 60, CacheWrite = 40, Output = 50, Reasoning = 10 };

    internal const string Model = "claude-haiku-4-5";
    internal const string EmbeddingModel = "text-embedding-3-small";
    internal const string UnknownModel = "acme-metered-1";

    /// <summary>A run with a call, a stream, embeddings, a retrieval and a tool, and with a failed call, retrieval and tool.</summary>
    [Agent("metered-agent")]
    internal static partial Task RunAsync();

    private static async Task RunCoreAsync()
    {
        await AskAsync(fails: false);
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync(fails: true));
        await AskUnknownAsync();
        await foreach (var _ in StreamAsync())
        {
        }

        await EmbedAsync();
        Retrieve(fails: false);
        Assert.Throws<TimeoutException>(() => Retrieve(fails: true));
        LookUp(fails: false);
        Assert.Throws<TimeoutException>(() => LookUp(fails: true));
    }

    /// <summary>A run that fails.</summary>
    [Agent("failing-agent")]
    internal static partial void Fail();

    private static void FailCore() => throw new TimeoutException();

    [LlmCall(Provider = "anthropic", Model = Model)]
    private static partial Task<Answer> AskAsync(bool fails);

    private static Task<Answer> AskCoreAsync(bool fails)
        => fails ? Task.FromException<Answer>(new TimeoutException()) : Task.FromResult(new Answer(Model));

    [LlmCall(Provider = "acme", Model = UnknownModel)]
    [SuppressMessage("AgentTracing", "AGT3001", Justification = "A call without a price is one of the things that are metered.")]
    private static partial Task<Answer> AskUnknownAsync();

    private static Task<Answer> AskUnknownCoreAsync() => Task.FromResult(new Answer(UnknownModel));

    [LlmCall(Provider = "anthropic", Model = Model)]
    private static partial IAsyncEnumerable<Answer> StreamAsync();

    private static async IAsyncEnumerable<Answer> StreamCoreAsync()
    {
        yield return new Answer(Model) { TokenUsage = null };
        await Task.Yield();
        yield return new Answer(Model);
    }

    [LlmCall(Provider = "openai", Model = EmbeddingModel, Operation = LlmOperation.Embeddings)]
    private static partial Task<Answer> EmbedAsync();

    private static Task<Answer> EmbedCoreAsync() => Task.FromResult(new Answer(EmbeddingModel) { TokenUsage = new TokenUsage { Input = 7 } });

    [Retrieval("documents")]
    private static partial string Retrieve(bool fails);

    private static string RetrieveCore(bool fails) => fails ? throw new TimeoutException() : "a document";

    [Tool("look-up")]
    private static partial string LookUp(bool fails);

    private static string LookUpCore(bool fails) => fails ? throw new TimeoutException() : "found";

    internal sealed record Answer(string Model) : ITokenUsageSource
    {
        public TokenUsage? TokenUsage { get; init; } = Usage;

        public string? ResponseId => "id";
    }
}
