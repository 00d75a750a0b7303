using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <content>The figures of the response: tokens, billed units, reported costs.</content>
public sealed partial class LlmResponse
{
    /// <summary>
    /// The keys of first-party adapters: Microsoft.Extensions.AI.OpenAI, Anthropic, AWSSDK.Extensions.Bedrock.MEAI, Google.GenAI. Each
    /// count equals the provider's figure of that name.
    /// </summary>
    private static readonly Dictionary<string, UsageFigure> AdditionalCounts = new(StringComparer.Ordinal)
    {
        ["InputTokenDetails.CachedTokenCount"] = UsageFigure.CacheRead,
        ["InputTokenDetails.AudioTokenCount"] = UsageFigure.InputAudio,
        ["InputTokenDetails.ImageTokenCount"] = UsageFigure.InputImage,
        ["OutputTokenDetails.ReasoningTokenCount"] = UsageFigure.Reasoning,
        ["OutputTokenDetails.AudioTokenCount"] = UsageFigure.OutputAudio,
        ["OutputTokenDetails.ImageTokenCount"] = UsageFigure.OutputImage,
        ["CacheReadInputTokens"] = UsageFigure.CacheRead,
        ["CacheCreationInputTokens"] = UsageFigure.CacheWrite,
        ["CacheWriteInputTokens"] = UsageFigure.CacheWrite,
        ["WebSearchRequests"] = UsageFigure.WebSearches,
        ["CachedContentTokenCount"] = UsageFigure.CacheRead,
        ["ThoughtsTokenCount"] = UsageFigure.Reasoning,
        ["ToolUsePromptTokenCount"] = UsageFigure.ToolUseInput,
    };

    /// <summary>
    /// The usage of this request as disjoint buckets; false when none was reported.
    /// </summary>
    /// <param name="counting">How the provider counts (<c>providers.*.usage</c> of a pricing file); null when it is unknown.</param>
    /// <param name="usage">The usage.</param>
    internal bool TryGetUsage(string? counting, out TokenUsage usage)
    {
        if (_extras?.Usage is { } whole)
        {
            usage = whole.Value;
            return true;
        }

        usage = _figures.AreKnown ? UsageOverlap.Resolve(_figures, counting) : default;
        return _figures.AreKnown;
    }

    /// <summary>A usage plus the billed units of this one.</summary>
    internal TokenUsage AddUnitsTo(in TokenUsage usage) => _figures.HaveOthers
        ? usage with
        {
            WebSearches = usage.WebSearches + _figures.Get(UsageFigure.WebSearches),
            FileSearches = usage.FileSearches + _figures.Get(UsageFigure.FileSearches),
            CodeSessions = usage.CodeSessions + _figures.Get(UsageFigure.CodeSessions),
            CodeExecutions = usage.CodeExecutions + _figures.Get(UsageFigure.CodeExecutions),
            RerankSearches = usage.RerankSearches + _figures.Get(UsageFigure.RerankSearches),
        }
        : usage;

    /// <summary>The number of searches billed for Gemini's grounding with a model; zero when there are none.</summary>
    internal long GroundingOf(string? model) => _extras?.Grounding is not (> 0 and var searches) ? 0 : IsBilledByPrompt(model) ? 1 : searches;

    /// <summary>Whether the provider's counting rules affect the result.</summary>
    internal bool DependsOnCounting => _extras?.Usage is null && _figures.Accounting is UsageAccounting.OpenAI or UsageAccounting.UsageDetails;

    /// <summary>The reported figures, for messages.</summary>
    internal string FiguresText => _extras?.Usage is { } whole ? whole.Value.ToString() : _figures.ToString();

    private static bool IsBilledByPrompt(string? model)
        => model is not null && (model.Contains("gemini-1", StringComparison.OrdinalIgnoreCase) || model.Contains("gemini-2", StringComparison.OrdinalIgnoreCase));

    /// <summary>Sets the whole usage; null is ignored.</summary>
    /// <param name="usage">The usage.</param>
    public void SetUsage(TokenUsage? usage)
    {
        if (usage is { } known)
            Extras.Usage = new StrongBox<TokenUsage>(known);
    }

    /// <summary>Sets figures of the usage as the provider reports them; null leaves a figure unchanged.</summary>
    /// <param name="accounting">How the figures relate to each other.</param>
    /// <param name="input">Input tokens.</param>
    /// <param name="output">Output tokens.</param>
    /// <param name="total">Total tokens.</param>
    /// <param name="cacheRead">Input tokens read from a cache.</param>
    /// <param name="cacheWrite">All input tokens written to a cache.</param>
    /// <param name="cacheWrite5m">Cache writes with a lifetime of five minutes.</param>
    /// <param name="cacheWrite1h">Cache writes with a lifetime of one hour.</param>
    /// <param name="reasoning">Output tokens spent on reasoning.</param>
    /// <param name="inputAudio">Audio input tokens, those read from a cache included.</param>
    /// <param name="outputAudio">Audio output tokens.</param>
    /// <param name="toolUseInput">Input tokens of tool use that the provider counts separately (Gemini).</param>
    /// <param name="webSearches">Number of web searches billed with the call.</param>
    /// <param name="cacheReadAudio">Audio input tokens read from a cache: a part of <paramref name="inputAudio"/> and of <paramref name="cacheRead"/>.</param>
    /// <param name="inputImage">Image input tokens.</param>
    /// <param name="outputImage">Image output tokens.</param>
    public void ReadUsage(
        UsageAccounting accounting,
        long? input = null,
        long? output = null,
        long? total = null,
        long? cacheRead = null,
        long? cacheWrite = null,
        long? cacheWrite5m = null,
        long? cacheWrite1h = null,
        long? reasoning = null,
        long? inputAudio = null,
        long? outputAudio = null,
        long? toolUseInput = null,
        long? webSearches = null,
        long? cacheReadAudio = null,
        long? inputImage = null,
        long? outputImage = null)
    {
        // Semantic Kernel's GeminiMetadata has zeros when the response has no usage.
        if (accounting == UsageAccounting.Gemini && (input ?? 0) == 0 && (output ?? 0) == 0 && (total ?? 0) == 0)
            return;

        _figures.Accounting = accounting;
        _figures.Set(UsageFigure.Input, input);
        _figures.Set(UsageFigure.Output, output);
        _figures.Set(UsageFigure.Total, total);
        _figures.Set(UsageFigure.CacheRead, cacheRead);
        _figures.Set(UsageFigure.CacheWrite, cacheWrite);
        _figures.Set(UsageFigure.CacheWrite5m, cacheWrite5m);
        _figures.Set(UsageFigure.CacheWrite1h, cacheWrite1h);
        _figures.Set(UsageFigure.Reasoning, reasoning);
        _figures.Set(UsageFigure.InputAudio, inputAudio);
        _figures.Set(UsageFigure.OutputAudio, outputAudio);
        _figures.Set(UsageFigure.ToolUseInput, toolUseInput);
        _figures.Set(UsageFigure.WebSearches, webSearches);
        _figures.Set(UsageFigure.CacheReadAudio, cacheReadAudio);
        _figures.Set(UsageFigure.InputImage, inputImage);
        _figures.Set(UsageFigure.OutputImage, outputImage);
    }

    /// <summary>Sets the billed units of the response; null leaves a count unchanged.</summary>
    /// <param name="webSearches">Web searches.</param>
    /// <param name="fileSearches">Searches of files (OpenAI's <c>file_search_call</c> items).</param>
    /// <param name="codeSessions">Containers in which code ran (OpenAI's code interpreter).</param>
    /// <param name="codeExecutions">Executions of code (Anthropic's <c>code_execution_requests</c>).</param>
    /// <param name="rerankSearches">Searches of a reranker (Cohere's <c>search_units</c>), its only billed unit.</param>
    public void ReadUnits(
        long? webSearches = null, long? fileSearches = null, long? codeSessions = null, long? codeExecutions = null, long? rerankSearches = null)
    {
        _figures.Set(UsageFigure.WebSearches, webSearches);
        _figures.Set(UsageFigure.FileSearches, fileSearches);
        _figures.Set(UsageFigure.CodeSessions, codeSessions);
        _figures.Set(UsageFigure.CodeExecutions, codeExecutions);
        _figures.Set(UsageFigure.RerankSearches, rerankSearches);
    }

    /// <summary>
    /// Sets the number of Gemini's web searches. Gemini 3 bills each search; earlier models bill a grounded prompt once, regardless of the
    /// number of searches (reference: Gemini API, "Grounding with Google Search", pricing).
    /// </summary>
    /// <param name="searches">The number of queries in the grounding metadata; null leaves the count unchanged.</param>
    public void ReadGrounding(long? searches)
    {
        if (searches is > 0)
            Extras.Grounding = searches.Value;
    }

    /// <summary>Sets the figures that adapters of Microsoft.Extensions.AI put into <c>AdditionalCounts</c>, by the keys of each; other keys are ignored.</summary>
    /// <param name="counts">The counts; null is ignored.</param>
    public void ReadAdditionalCounts(IEnumerable<KeyValuePair<string, long>>? counts)
    {
        if (counts is null)
            return;

        foreach (var (key, count) in counts)
        {
            if (AdditionalCounts.TryGetValue(key, out var figure))
                _figures.Set(figure, count);
        }
    }

    /// <summary>Sets the cost that the provider reports, for SDKs with a double; null and NaN are ignored.</summary>
    /// <param name="usd">The cost in USD, zero or more.</param>
    public void ReportCost(double? usd)
    {
        // A double has fifteen significant digits; converting all its bits would include its rounding error.
        if (usd is >= 0 and < 1e12 and var amount)
            ReportedCost = (decimal)amount;
    }

    /// <summary>
    /// Sets the cost from the member that <see cref="ReportedCostAttribute"/> marks: of the whole call, regardless of its requests; null
    /// and invalid costs are ignored.
    /// </summary>
    /// <param name="usd">The cost in USD, zero or more.</param>
    public void ReadMarkedCost(decimal? usd)
    {
        if (usd is >= 0)
            (Extras.ReportedCost, Extras.IsCostMarked) = (usd, true);
    }

    /// <inheritdoc cref="ReadMarkedCost(decimal?)"/>
    public void ReadMarkedCost(double? usd)
    {
        if (usd is >= 0 and < 1e12 and var amount)
            ReadMarkedCost((decimal)amount);
    }

    /// <summary>Reads a user-defined result that reports its usage.</summary>
    /// <param name="source">The result.</param>
    public void Read(ITokenUsageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SetUsage(source.TokenUsage);
        Model = source.Model;
        Id = source.ResponseId;
    }
}
