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

    /// <summary>The rate of cached text: where none is listed, caching is no discount.</summary>
    public long ForCacheRead => CacheRead ?? Input;

    /// <summary>The rate of cache writes whose time to live is not known.</summary>
    public long ForCacheWrite => WriteRates.Default;

    public long ForCacheWrite5m => WriteRates.FiveMinutes;

    public long ForCacheWrite1h => WriteRates.OneHour;

    public long ForInputAudio => InputAudio ?? Input;

    public long ForCacheReadAudio => CacheReadAudio ?? CacheRead ?? ForInputAudio;

    public long? ForOutputAudio => OutputAudio ?? Output;

    private CacheWriteRates WriteRates => _writeRates ??= new(this);

    private CacheWriteRates? _writeRates;

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

    /// <summary>The cache writes that usage tells apart, looked up once.</summary>
    private sealed class CacheWriteRates(Rates rates)
    {
        public readonly long Default = Find(rates, "default") ?? rates.Input;
        public readonly long FiveMinutes = Find(rates, "5m") ?? Find(rates, "default") ?? rates.Input;
        public readonly long OneHour = Find(rates, "1h") ?? Find(rates, "default") ?? rates.Input;

        private static long? Find(Rates rates, string timeToLive) =>
            rates.CacheWrite is { } writes && writes.TryGetValue(timeToLive, out long rate) ? rate : null;
    }
}
