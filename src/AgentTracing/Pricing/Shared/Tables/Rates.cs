namespace AgentTracing.Pricing;

/// <summary>
/// One rate card. Rates are integers, exactly: a price of US dollars per million tokens with six decimals is whole pico-dollars per token.
/// </summary>
internal sealed class Rates
{
    /// <summary>Pico-dollars per token in one dollar per million tokens.</summary>
    public const long Scale = 1_000_000;

    /// <summary>Uncached text input.</summary>
    public required long Input { get; init; }

    /// <summary>Generated text; null when the model generates none, for example embeddings.</summary>
    public long? Output { get => Listed(_output); init => _output = value ?? NotListed; }

    public long? CacheRead { get => Listed(_cacheRead); init => _cacheRead = value ?? NotListed; }

    /// <summary>Cache writes by time to live, including <c>default</c>.</summary>
    public IReadOnlyDictionary<string, long>? CacheWrite { get; init; }

    public long? InputAudio { get => Listed(_inputAudio); init => _inputAudio = value ?? NotListed; }

    public long? OutputAudio { get => Listed(_outputAudio); init => _outputAudio = value ?? NotListed; }

    public long? CacheReadAudio { get => Listed(_cacheReadAudio); init => _cacheReadAudio = value ?? NotListed; }

    public long? InputImage { get => Listed(_inputImage); init => _inputImage = value ?? NotListed; }

    public long? OutputImage { get => Listed(_outputImage); init => _outputImage = value ?? NotListed; }

    /// <summary>Generated reasoning; null when it has the price of other output.</summary>
    public long? Reasoning { get => Listed(_reasoning); init => _reasoning = value ?? NotListed; }

    /// <summary>The rates by usage bucket.</summary>
    public TokenRates ByBucket => _byBucket ??= new TokenRates(this);

    private TokenRates? _byBucket;

    // A nullable number takes twice the memory, and there are thousands of rates.
    private const long NotListed = -1;
    private readonly long _output = NotListed;
    private readonly long _cacheRead = NotListed;
    private readonly long _inputAudio = NotListed;
    private readonly long _outputAudio = NotListed;
    private readonly long _cacheReadAudio = NotListed;
    private readonly long _inputImage = NotListed;
    private readonly long _outputImage = NotListed;
    private readonly long _reasoning = NotListed;

    /// <summary>Every rate by its name in the file, nested ones as <c>cacheWrite.1h</c>.</summary>
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
