using System.Runtime.CompilerServices;
using System.Text;
using AgentTracing.CompilerServices;
using AgentTracing.Pricing;

namespace AgentTracing.Tests.Charges;

/// <summary>One request with the usage that a provider reports; the totals include the details.</summary>
internal sealed record ChargeRequest(long Input, long Output)
{
    public string? Tier { get; init; }

    public string? Speed { get; init; }

    public string? Geography { get; init; }

    public long CacheRead { get; init; }

    public long CacheWrite1h { get; init; }

    public long InputAudio { get; init; }

    public long CacheReadAudio { get; init; }

    public long InputImage { get; init; }

    public long OutputImage { get; init; }

    public long Reasoning { get; init; }

    public long WebSearches { get; init; }

    public long FileSearches { get; init; }

    public long CodeSessions { get; init; }

    public long CodeExecutions { get; init; }

    public long RerankSearches { get; init; }

    public long WebSearchPreviews { get; init; }

    public long MapSearches { get; init; }

    public long ImageGenerations { get; init; }

    public decimal? Reported { get; init; }

    public bool IsSum { get; init; }

    /// <summary>The details that the response does not report.</summary>
    public UnreportedUsage Unreported { get; init; }

    /// <summary>The usage as user code would record it.</summary>
    public TokenUsage ToUsage() => TokenUsage.FromOpenAI(
        Input,
        Output,
        cachedTokens: CacheRead,
        audioInput: InputAudio,
        reasoningTokens: Reasoning,
        cachedAudio: CacheReadAudio,
        imageInput: InputImage,
        imageOutput: OutputImage) with
    {
        Input = Input - CacheRead - CacheWrite1h - (InputAudio - CacheReadAudio) - InputImage,
        CacheWrite1h = CacheWrite1h,
        WebSearches = WebSearches,
        FileSearches = FileSearches,
        CodeSessions = CodeSessions,
        CodeExecutions = CodeExecutions,
        RerankSearches = RerankSearches,
        WebSearchPreviews = WebSearchPreviews,
        MapSearches = MapSearches,
        ImageGenerations = ImageGenerations,
    };
}

/// <summary>The sample of a fact: the responses, and their cost computed by hand.</summary>
/// <param name="Usd">The cost, computed by hand from the prices below.</param>
/// <param name="Status">The status of the cost.</param>
/// <param name="Requests">The requests of the one call.</param>
internal sealed record ChargeSample(decimal Usd, CostStatus Status, params ChargeRequest[] Requests)
{
    public string Model { get; init; } = "m";

    /// <summary>The endpoint of the client; its host determines the provider.</summary>
    public string Server { get; init; } = "https://llm.charge.example/v1";
}

/// <summary>A provider with a price for everything, and a sample for each fact.</summary>
internal static class ChargeSamples
{
    private const string Prices = """
        {"schemaVersion": 1, "asOf": "2026-11-01", "currency": "USD", "unit": "per-1M-tokens",
         "hosts": {"*.charge.example": "charge-test"},
         "providers": {
           "charge-test": {"usage": "inclusive", "multipliers": {"geo:us": "1.1"},
             "perThousand": {"webSearch": "10", "fileSearch": "2.5", "codeSession": "30", "codeExecution": "5", "rerankSearch": "2",
             "webSearchPreview": "25", "mapSearch": "14", "imageGeneration": "40"}},
           "aws-bedrock": {"usage": "bedrock", "multipliers": {"geo:xx-test-9": "1.2"}}},
         "models": [
           {"provider": "charge-test", "id": "m", "prices": [
             {"rates": {"input": "1", "output": "10", "cacheRead": "0.1", "cacheWrite": {"default": "1.25", "5m": "1.25", "1h": "2"},
                        "inputAudio": "4", "outputAudio": "40", "cacheReadAudio": "0.4", "inputImage": "3", "outputImage": "30", "reasoning": "20"},
              "tiers": [{"inputTokens": 100000, "rates": {"input": "2", "output": "20", "cacheRead": "0.2", "cacheWrite": {"default": "2.5", "5m": "2.5", "1h": "4"},
                        "inputAudio": "8", "outputAudio": "80", "cacheReadAudio": "0.8", "inputImage": "6", "outputImage": "60", "reasoning": "40"}}],
              "serviceTiers": {"flex": {"multiplier": "0.5"}, "fast": {"multiplier": "3"}}}]},
           {"provider": "charge-test", "id": "timed", "prices": [
             {"rates": {"input": "1", "output": "10"}}, {"from": "2020-01-01", "rates": {"input": "5", "output": "50"}}, {"from": "2098-01-01", "rates": {"input": "7", "output": "70"}}]},
           {"provider": "aws-bedrock", "id": "charge.m", "prices": [{"rates": {"input": "1", "output": "10"}}]}]}
        """;

    private static readonly Dictionary<ChargeFact, ChargeSample> Samples = new()
    {
        [ChargeFact.Usage] = new(0.002m, CostStatus.Priced, new ChargeRequest(1000, 100)),
        [ChargeFact.ServiceTier] = new(0.001m, CostStatus.Priced, new ChargeRequest(1000, 100) { Tier = "flex" }),
        [ChargeFact.Speed] = new(0.006m, CostStatus.Priced, new ChargeRequest(1000, 100) { Speed = "fast" }),
        [ChargeFact.Geography] = new(0.0022m, CostStatus.Priced, new ChargeRequest(1000, 100) { Geography = "us" }),
        [ChargeFact.Region] = new(0.0024m, CostStatus.Priced, new ChargeRequest(1000, 100))
        {
            Model = "charge.m",
            Server = "https://bedrock-runtime.xx-test-9.amazonaws.com",
        },
        [ChargeFact.TimeToLive] = new(0.0026m, CostStatus.Priced, new ChargeRequest(1000, 100) { CacheWrite1h = 600 }),
        [ChargeFact.Time] = new(0.01m, CostStatus.Priced, new ChargeRequest(1000, 100)) { Model = "timed" },
        [ChargeFact.AudioInput] = new(0.0038m, CostStatus.Priced, new ChargeRequest(1000, 100) { InputAudio = 600 }),

        // 400 text tokens, of which 100 are cached; 600 audio tokens, of which 500 are cached.
        [ChargeFact.CachedAudio] = new(0.00191m, CostStatus.Priced, new ChargeRequest(1000, 100) { InputAudio = 600, CacheRead = 600, CacheReadAudio = 500 }),
        [ChargeFact.Image] = new(0.0042m, CostStatus.Priced, new ChargeRequest(1000, 100) { InputImage = 100, OutputImage = 100 }),
        [ChargeFact.Reasoning] = new(0.0025m, CostStatus.Priced, new ChargeRequest(1000, 100) { Reasoning = 50 }),
        [ChargeFact.WebSearches] = new(0.022m, CostStatus.Priced, new ChargeRequest(1000, 100) { WebSearches = 2 }),
        [ChargeFact.FileSearches] = new(0.007m, CostStatus.Priced, new ChargeRequest(1000, 100) { FileSearches = 2 }),
        [ChargeFact.CodeSessions] = new(0.032m, CostStatus.Priced, new ChargeRequest(1000, 100) { CodeSessions = 1 }),
        [ChargeFact.CodeExecutions] = new(0.012m, CostStatus.Priced, new ChargeRequest(1000, 100) { CodeExecutions = 2 }),
        [ChargeFact.RerankSearches] = new(0.006m, CostStatus.Priced, new ChargeRequest(1000, 100) { RerankSearches = 2 }),
        [ChargeFact.WebSearchPreviews] = new(0.052m, CostStatus.Priced, new ChargeRequest(1000, 100) { WebSearchPreviews = 2 }),
        [ChargeFact.MapSearches] = new(0.016m, CostStatus.Priced, new ChargeRequest(1000, 100) { MapSearches = 1 }),
        [ChargeFact.ImageGenerations] = new(0.082m, CostStatus.Priced, new ChargeRequest(1000, 100) { ImageGenerations = 2 }),
        [ChargeFact.ReportedCost] = new(0.0035m, CostStatus.Reported, new ChargeRequest(1000, 100) { Reported = 0.0035m }),
        [ChargeFact.ReportedZero] = new(0m, CostStatus.Reported, new ChargeRequest(1000, 100) { Reported = 0m }),

        // Each request is below the limit of 100,000 tokens, and each has its own tier.
        [ChargeFact.Rounds] = new(0.122m, CostStatus.Priced, new ChargeRequest(80_000, 100), new ChargeRequest(80_000, 100) { Tier = "flex" }, new ChargeRequest(0, 50)),
        [ChargeFact.LongPrompt] = new(0.302m, CostStatus.Priced, new ChargeRequest(150_000, 100)),
        [ChargeFact.SumOfPrompts] = new(0.151m, CostStatus.Estimated, new ChargeRequest(150_000, 100) { IsSum = true }),
        [ChargeFact.Unreported] = new(0.002m, CostStatus.Estimated, new ChargeRequest(1000, 100) { Unreported = UnreportedUsage.CacheRead }),
    };

    /// <summary>All samples.</summary>
    public static IReadOnlyCollection<ChargeSample> All => Samples.Values;

    /// <summary>The sample of a fact.</summary>
    public static ChargeSample Of(ChargeFact fact)
        => Samples.TryGetValue(fact, out var sample) ? sample : throw new InvalidOperationException($"{fact} has no sample: add its figures and its price.");

    /// <summary>Adds the test prices to the prices of the process.</summary>
    [ModuleInitializer]
    internal static void Register() => CompiledPrices.Register(new TestPrices());

    private sealed class TestPrices() : CompiledPrices("AgentTracing.Tests.Charges", rank: 0, isApplication: false, tables: 1)
    {
        private readonly byte[] _table = Encoding.UTF8.GetBytes(Written());

        public override ReadOnlySpan<byte> Table(int index) => _table;

        private static string Written()
        {
            var file = PricingFileReader.Read(Prices, PriceCatalogue.Providers);
            Assert.Empty(file.Faults.List);
            return PriceTableWriter.Write(file);
        }
    }
}
