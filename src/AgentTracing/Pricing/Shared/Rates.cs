namespace AgentTracing.Pricing;

/// <summary>One rate card. Rates are integers, exactly: a price of US dollars per million tokens with six decimals is whole pico-dollars per token.</summary>
internal sealed class Rates
{
    /// <summary>Pico-dollars per token in one dollar per million tokens.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Text read anew.</summary>
    public required long Input { get; init; }

    /// <summary>Generated text; missing where nothing is generated, as with embeddings.</summary>
    public long? Output { get; init; }

    public long? CacheRead { get; init; }

    /// <summary>Cache writes by time to live, <c>default</c> among them.</summary>
    public IReadOnlyDictionary<string, long>? CacheWrite { get; init; }

    public long? InputAudio { get; init; }

    public long? OutputAudio { get; init; }

    public long? CacheReadAudio { get; init; }

    public long? InputImage { get; init; }

    public long? OutputImage { get; init; }

    /// <summary>Generated reasoning; missing where it costs what other output costs.</summary>
    public long? Reasoning { get; init; }

    /// <summary>What a token of each bucket costs.</summary>
    public TokenRates ByBucket => _byBucket ??= new TokenRates(this);

    private TokenRates? _byBucket;

    /// <summary>Every rate by the name it has in the file, nested ones as <c>cacheWrite.1h</c>.</summary>
    public IEnumerable<KeyValuePair<string, long>> All()
    {
        (string Name, long? Rate)[] flat =
        [
            ("input", Input), ("output", Output), ("cacheRead", CacheRead), ("inputAudio", InputAudio), ("outputAudio", OutputAudio),
            ("cacheReadAudio", CacheReadAudio), ("inputImage", InputImage), ("outputImage", OutputImage), ("reasoning", Reasoning),
        ];
        foreach (var (name, rate) in flat)
        {
            if (rate is { } value)
                yield return new(name, value);
        }

        foreach (var write in CacheWrite ?? new Dictionary<string, long>())
            yield return new("cacheWrite." + write.Key, write.Value);
    }
}
