namespace AgentTracing;

/// <summary>The usage of one LLM call in tokens, as disjoint buckets: no token is in two of them, so each has its price.</summary>
/// <remarks>
/// Providers count differently: OpenAI's prompt tokens include the cached ones, Anthropic's do not, Gemini's candidates exclude the
/// thoughts.
/// Build a value with the factory of the provider that reported the figures; it does the arithmetic, and its remarks name the source of the convention.
/// A negative figure, given or computed, makes the usage invalid (<see cref="IsValid"/>); it is never clamped.
/// </remarks>
public readonly partial record struct TokenUsage
{
    /// <summary>Text input that is neither read from nor written to a cache, and is not audio.</summary>
    public long Input { get; init; }

    /// <summary>Text read from the provider's prompt cache.</summary>
    public long CacheRead { get; init; }

    /// <summary>Input written to the prompt cache with an unreported time to live.</summary>
    public long CacheWrite { get; init; }

    /// <summary>Input written to the prompt cache for five minutes.</summary>
    public long CacheWrite5m { get; init; }

    /// <summary>Input written to the prompt cache for one hour.</summary>
    public long CacheWrite1h { get; init; }

    /// <summary>Uncached audio input.</summary>
    public long InputAudio { get; init; }

    /// <summary>Audio read from the prompt cache.</summary>
    public long CacheReadAudio { get; init; }

    /// <summary>Uncached image input tokens.</summary>
    public long InputImage { get; init; }

    /// <summary>All generated tokens except audio and images, reasoning included.</summary>
    public long Output { get; init; }

    /// <summary>Audio generated.</summary>
    public long OutputAudio { get; init; }

    /// <summary>Image tokens generated.</summary>
    public long OutputImage { get; init; }

    /// <summary>The part of <see cref="Output"/> that is reasoning; it is included there.</summary>
    public long Reasoning { get; init; }

    /// <summary>Web searches that the provider ran, in searches; priced per thousand.</summary>
    public long WebSearches { get; init; }

    /// <summary>Web searches with OpenAI's earlier tool (<c>web_search_preview</c>), in calls; priced per thousand.</summary>
    public long WebSearchPreviews { get => Units?.WebSearchPreviews ?? 0; init => Units = (Units ?? BilledUnits.None) with { WebSearchPreviews = value }; }

    /// <summary>Searches of a map that the provider ran (Gemini's grounding with Google Maps), in searches; priced per thousand.</summary>
    public long MapSearches { get => Units?.MapSearches ?? 0; init => Units = (Units ?? BilledUnits.None) with { MapSearches = value }; }

    /// <summary>
    /// Images that another model generated for the call and whose tokens the response does not report (OpenAI's
    /// <c>image_generation_call</c>), in images; priced per thousand.
    /// </summary>
    public long ImageGenerations { get => Units?.ImageGenerations ?? 0; init => Units = (Units ?? BilledUnits.None) with { ImageGenerations = value }; }

    /// <summary>Searches of files that the provider ran, in calls; priced per thousand.</summary>
    public long FileSearches { get => Units?.FileSearches ?? 0; init => Units = (Units ?? BilledUnits.None) with { FileSearches = value }; }

    /// <summary>
    /// Containers in which the provider ran code, in sessions of one gigabyte of memory (a container of four gigabytes counts as four);
    /// priced per thousand.
    /// </summary>
    public long CodeSessions { get => Units?.CodeSessions ?? 0; init => Units = (Units ?? BilledUnits.None) with { CodeSessions = value }; }

    /// <summary>Executions of code that the provider ran, in executions; priced per thousand.</summary>
    public long CodeExecutions { get => Units?.CodeExecutions ?? 0; init => Units = (Units ?? BilledUnits.None) with { CodeExecutions = value }; }

    /// <summary>Searches of a reranker, in searches as the provider bills them; priced per thousand.</summary>
    public long RerankSearches { get => Units?.RerankSearches ?? 0; init => Units = (Units ?? BilledUnits.None) with { RerankSearches = value }; }

    /// <summary>Rare units in a separate object, to keep usages without them small; null when all are zero.</summary>
    internal BilledUnits? Units { get; private init => field = value == BilledUnits.None ? null : value; }

    /// <summary>Whether the provider's figures contradict each other, although all buckets are valid.</summary>
    internal bool IsContradictory { get; init; }

    /// <summary>All input tokens: the value of <c>gen_ai.usage.input_tokens</c>, which selects tiers of prompt length.</summary>
    public long TotalInput => Input + CacheRead + CacheWrite + CacheWrite5m + CacheWrite1h + InputAudio + CacheReadAudio + InputImage;

    /// <summary>All output tokens: the value of <c>gen_ai.usage.output_tokens</c>.</summary>
    public long TotalOutput => Output + OutputAudio + OutputImage;

    /// <summary>
    /// Whether no figure is negative, no sum overflows, and the provider's total, if given, agrees. Invalid usage is never priced.
    /// </summary>
    public bool IsValid => EachIsUpTo(MaxBucket) && !IsContradictory && (Units is null || Units.EachIsUpTo(MaxBucket));

    // Eight of this size add up to less than Int64.MaxValue.
    private const long MaxBucket = long.MaxValue >> 3;

    /// <summary>
    /// Whether no figure is below zero or above <paramref name="limit"/>, which is all ones in binary, so all figures are tested in one
    /// comparison.
    /// </summary>
    internal bool EachIsUpTo(long limit) =>
        (ulong)(Input | CacheRead | CacheWrite | CacheWrite5m | CacheWrite1h | InputAudio | CacheReadAudio | InputImage
            | Output | OutputAudio | OutputImage | Reasoning | WebSearches) <= (ulong)limit;

    /// <summary>The tokens alone.</summary>
    internal TokenUsage WithoutUnits() => this with { WebSearches = 0, Units = null };

    /// <summary>Adds two usages bucket by bucket; the sum is invalid if either is.</summary>
    public static TokenUsage operator +(in TokenUsage left, in TokenUsage right) => new()
    {
        Input = left.Input + right.Input,
        CacheRead = left.CacheRead + right.CacheRead,
        CacheWrite = left.CacheWrite + right.CacheWrite,
        CacheWrite5m = left.CacheWrite5m + right.CacheWrite5m,
        CacheWrite1h = left.CacheWrite1h + right.CacheWrite1h,
        InputAudio = left.InputAudio + right.InputAudio,
        CacheReadAudio = left.CacheReadAudio + right.CacheReadAudio,
        InputImage = left.InputImage + right.InputImage,
        Output = left.Output + right.Output,
        OutputAudio = left.OutputAudio + right.OutputAudio,
        OutputImage = left.OutputImage + right.OutputImage,
        Reasoning = left.Reasoning + right.Reasoning,
        WebSearches = left.WebSearches + right.WebSearches,
        Units = BilledUnits.Sum(left.Units, right.Units),
        IsContradictory = !left.IsValid || !right.IsValid,
    };

    /// <summary>Adds two usages bucket by bucket; the sum is invalid if either is.</summary>
    public static TokenUsage Add(in TokenUsage left, in TokenUsage right) => left + right;

    /// <summary>
    /// OpenAI, Azure OpenAI, DeepSeek, Mistral, Groq. Input = prompt - cached - cache write - audio and images read anew; Output = completion - audio - images.
    /// Source: OpenAI's usage object, where <c>prompt_tokens</c> includes cached, cache-write, audio and image tokens, where <c>cached_tokens</c> includes
    /// cached audio, and where <c>completion_tokens</c> includes reasoning, audio, images and accepted and rejected prediction tokens.
    /// </summary>
    /// <param name="promptTokens"><c>prompt_tokens</c>, or <c>input_tokens</c> of the Responses API.</param>
    /// <param name="completionTokens"><c>completion_tokens</c>, or <c>output_tokens</c>.</param>
    /// <param name="cachedTokens"><c>prompt_tokens_details.cached_tokens</c>.</param>
    /// <param name="cacheWriteTokens"><c>prompt_tokens_details.cache_write_tokens</c>.</param>
    /// <param name="audioInput"><c>prompt_tokens_details.audio_tokens</c>.</param>
    /// <param name="audioOutput"><c>completion_tokens_details.audio_tokens</c>.</param>
    /// <param name="reasoningTokens"><c>completion_tokens_details.reasoning_tokens</c>.</param>
    /// <param name="cachedAudio"><c>cached_tokens_details.audio_tokens</c> of the Realtime API: the part of both <paramref name="audioInput"/> and <paramref name="cachedTokens"/>.</param>
    /// <param name="imageInput"><c>input_tokens_details.image_tokens</c>.</param>
    /// <param name="imageOutput"><c>output_tokens_details.image_tokens</c>, or the output tokens of the Images API.</param>
    public static TokenUsage FromOpenAI(
        long promptTokens,
        long completionTokens,
        long cachedTokens = 0,
        long cacheWriteTokens = 0,
        long audioInput = 0,
        long audioOutput = 0,
        long reasoningTokens = 0,
        long cachedAudio = 0,
        long imageInput = 0,
        long imageOutput = 0) => new()
        {
            Input = promptTokens - cachedTokens - cacheWriteTokens - (audioInput - cachedAudio) - imageInput,
            CacheRead = cachedTokens - cachedAudio,
            CacheWrite = cacheWriteTokens,
            InputAudio = audioInput - cachedAudio,
            CacheReadAudio = cachedAudio,
            InputImage = imageInput,
            Output = completionTokens - audioOutput - imageOutput,
            OutputAudio = audioOutput,
            OutputImage = imageOutput,
            Reasoning = reasoningTokens,
            IsContradictory = (promptTokens | completionTokens) < 0,
        };

    /// <summary>
    /// Anthropic, on its own API, Vertex AI, Azure and Bedrock InvokeModel. Input = input tokens;
    /// CacheWrite1h = the 1h part; CacheWrite5m = max(creation, 5m + 1h) - 1h, so a total without its split is priced as five minutes; Output = output tokens, thinking included.
    /// Source: Anthropic's usage object, where <c>input_tokens</c> excludes both cache figures and <c>cache_creation</c> partitions
    /// <c>cache_creation_input_tokens</c>.
    /// </summary>
    /// <param name="inputTokens"><c>input_tokens</c>.</param>
    /// <param name="outputTokens"><c>output_tokens</c>.</param>
    /// <param name="cacheReadInputTokens"><c>cache_read_input_tokens</c>.</param>
    /// <param name="cacheCreationInputTokens"><c>cache_creation_input_tokens</c>: all cache writes together.</param>
    /// <param name="ephemeral5m"><c>cache_creation.ephemeral_5m_input_tokens</c>.</param>
    /// <param name="ephemeral1h"><c>cache_creation.ephemeral_1h_input_tokens</c>.</param>
    /// <param name="thinkingTokens">The thinking part of <paramref name="outputTokens"/>.</param>
    public static TokenUsage FromAnthropic(
        long inputTokens, long outputTokens, long cacheReadInputTokens = 0, long cacheCreationInputTokens = 0, long? ephemeral5m = null, long? ephemeral1h = null, long thinkingTokens = 0)
    {
        var (written5m, written1h) = (ephemeral5m ?? 0, ephemeral1h ?? 0);
        return new()
        {
            Input = inputTokens,
            CacheRead = cacheReadInputTokens,
            CacheWrite5m = Math.Max(cacheCreationInputTokens, written5m + written1h) - written1h,
            CacheWrite1h = written1h,
            Output = outputTokens,
            Reasoning = thinkingTokens,
            IsContradictory = (cacheCreationInputTokens | written5m) < 0,
        };
    }

    /// <summary>
    /// Google Gemini. Input = prompt + tool use - cached - audio and images read anew; Output = candidates + thoughts - audio - images.
    /// Source: Gemini API <c>UsageMetadata</c>, where <c>promptTokenCount</c> includes cached content, and neither <c>toolUsePromptTokenCount</c> nor
    /// <c>thoughtsTokenCount</c> is in the prompt and candidates counts.
    /// </summary>
    /// <param name="promptTokenCount"><c>promptTokenCount</c>.</param>
    /// <param name="candidatesTokenCount"><c>candidatesTokenCount</c>.</param>
    /// <param name="thoughtsTokenCount"><c>thoughtsTokenCount</c>.</param>
    /// <param name="cachedContentTokenCount"><c>cachedContentTokenCount</c>.</param>
    /// <param name="toolUsePromptTokenCount"><c>toolUsePromptTokenCount</c>.</param>
    /// <param name="audioInput">The AUDIO entry of <c>promptTokensDetails</c>.</param>
    /// <param name="cachedAudio">The AUDIO entry of <c>cacheTokensDetails</c>: the part of both <paramref name="audioInput"/> and <paramref name="cachedContentTokenCount"/>.</param>
    /// <param name="imageInput">The IMAGE entry of <c>promptTokensDetails</c>.</param>
    /// <param name="audioOutput">The AUDIO entry of <c>candidatesTokensDetails</c>.</param>
    /// <param name="imageOutput">The IMAGE entry of <c>candidatesTokensDetails</c>.</param>
    public static TokenUsage FromGemini(
        long promptTokenCount,
        long candidatesTokenCount,
        long thoughtsTokenCount = 0,
        long cachedContentTokenCount = 0,
        long toolUsePromptTokenCount = 0,
        long audioInput = 0,
        long cachedAudio = 0,
        long imageInput = 0,
        long audioOutput = 0,
        long imageOutput = 0) => new()
        {
            Input = promptTokenCount + toolUsePromptTokenCount - cachedContentTokenCount - (audioInput - cachedAudio) - imageInput,
            CacheRead = cachedContentTokenCount - cachedAudio,
            InputAudio = audioInput - cachedAudio,
            CacheReadAudio = cachedAudio,
            InputImage = imageInput,
            Output = candidatesTokenCount + thoughtsTokenCount - audioOutput - imageOutput,
            OutputAudio = audioOutput,
            OutputImage = imageOutput,
            Reasoning = thoughtsTokenCount,
            IsContradictory = (promptTokenCount | toolUsePromptTokenCount | candidatesTokenCount) < 0,
        };

    /// <summary>
    /// Amazon Bedrock Converse. Input = input tokens; CacheWrite1h = the 1h part, the rest of the cache writes at the default time to live.
    /// Source: Bedrock's <c>TokenUsage</c>, where <c>inputTokens</c> excludes both cache figures and <c>totalTokens</c> is the sum of all.
    /// </summary>
    /// <param name="inputTokens"><c>inputTokens</c>.</param>
    /// <param name="outputTokens"><c>outputTokens</c>.</param>
    /// <param name="cacheReadInputTokens"><c>cacheReadInputTokens</c>.</param>
    /// <param name="cacheWriteInputTokens"><c>cacheWriteInputTokens</c>: all cache writes together.</param>
    /// <param name="cacheWrite1h">The entry of <c>cacheDetails</c> with a <c>ttl</c> of 1h.</param>
    public static TokenUsage FromBedrock(long inputTokens, long outputTokens, long cacheReadInputTokens = 0, long cacheWriteInputTokens = 0, long cacheWrite1h = 0) => new()
    {
        Input = inputTokens,
        CacheRead = cacheReadInputTokens,
        CacheWrite = cacheWriteInputTokens - cacheWrite1h,
        CacheWrite1h = cacheWrite1h,
        Output = outputTokens,
        IsContradictory = cacheWriteInputTokens < 0,
    };

    /// <summary>
    /// xAI. Input = prompt - cached; Output = completion, plus reasoning if the total shows that completion excludes it (total = prompt +
    /// completion + reasoning). Source: xAI's chat API excludes reasoning from completion, some of its gateways include it; only the total
    /// shows which.
    /// </summary>
    /// <param name="promptTokens"><c>prompt_tokens</c>.</param>
    /// <param name="completionTokens"><c>completion_tokens</c>.</param>
    /// <param name="totalTokens"><c>total_tokens</c>.</param>
    /// <param name="cachedTokens"><c>prompt_tokens_details.cached_tokens</c>.</param>
    /// <param name="reasoningTokens"><c>completion_tokens_details.reasoning_tokens</c>.</param>
    public static TokenUsage FromXai(long promptTokens, long completionTokens, long totalTokens, long cachedTokens = 0, long reasoningTokens = 0)
    {
        var reasoningIsApart = totalTokens == promptTokens + completionTokens + reasoningTokens;
        return new()
        {
            Input = promptTokens - cachedTokens,
            CacheRead = cachedTokens,
            Output = reasoningIsApart ? completionTokens + reasoningTokens : completionTokens,
            Reasoning = reasoningTokens,
            IsContradictory = (promptTokens | completionTokens | totalTokens) < 0,
        };
    }

    /// <summary>Cohere. Source: <c>usage.billed_units</c> is charged, not <c>usage.tokens</c>.</summary>
    /// <param name="billedInputTokens"><c>billed_units.input_tokens</c>.</param>
    /// <param name="billedOutputTokens"><c>billed_units.output_tokens</c>.</param>
    public static TokenUsage FromCohere(long billedInputTokens, long billedOutputTokens) => new() { Input = billedInputTokens, Output = billedOutputTokens };

    /// <summary>Ollama. Source: the final object of its chat and generate responses.</summary>
    /// <param name="promptEvalCount"><c>prompt_eval_count</c>.</param>
    /// <param name="evalCount"><c>eval_count</c>.</param>
    public static TokenUsage FromOllama(long promptEvalCount, long evalCount) => new() { Input = promptEvalCount, Output = evalCount };
}
