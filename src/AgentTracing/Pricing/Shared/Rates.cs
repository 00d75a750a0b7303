namespace AgentTracing.Pricing;

/// <summary>One rate card. Rates are integers, exactly: a price of US dollars per million tokens with six decimals is whole pico-dollars per token.</summary>
internal sealed class Rates
{
    /// <summary>Pico-dollars per token in one dollar per million tokens.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Text read anew.</summary>
    public required long Input { get; init; }

    /// <summary>Generated text; missing where nothing is generated, as with embeddings.</summary>
    public long? Output { get => Listed(_output); init => _output = value ?? NotListed; }

    public long? CacheRead { get => Listed(_cacheRead); init => _cacheRead = value ?? NotListed; }

    /// <summary>Cache writes by time to live, <c>default</c> among them.</summary>
    public IReadOnlyDictionary<string, long>? CacheWrite { get; init; }

    public long? InputAudio { get => Listed(_inputAudio); init => _inputAudio = value ?? NotListed; }

    public long? OutputAudio { get => Listed(_outputAudio); init => _outputAudio = value ?? NotListed; }

    public long? CacheReadAudio { get => Listed(_cacheReadAudio); init => _cacheReadAudio = value ?? NotListed; }

    public long? InputImage { get => Listed(_inputImage); init => _inputImage = value ?? NotListed; }

    public long? OutputImage { get => Listed(_outputImage); init => _outputImage = value ?? NotListed; }

    /// <summary>Generated reasoning; missing where it costs what other output costs.</summary>
    public long? Reasoning { get => Listed(_reasoning); init => _reasoning = value ?? NotListed; }

    /// <summary>What a token of each bucket costs.</summary>
    public TokenRates ByBucket => _byBucket ??= new TokenRates(this);

    private TokenRates? _byBucket;

    // A nullable number takes twice the memory of a number, and there are rates by the thousand.
    private const long NotListed = -1;
    private readonly long _output = NotListed;
    private readonly long _cacheRead = NotListed;
    private readonly long _inputAudio = NotListed;
    private readonly long _outputAudio = NotListed;
    private readonly long _cacheReadAudio = NotListed;
    private readonly long _inputImage = NotListed;
    private readonly long _outputImage = NotListed;
    private readonly long _reasoning = NotListed;

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

    private static long? Listed(long rate) => rate == NotListed ? null : rate;
}
