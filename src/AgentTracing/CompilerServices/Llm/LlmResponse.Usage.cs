using System.Globalization;
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

        if (_figures.AreKnown)
        {
            UsageOverlap.Resolve(_figures, counting, out usage);
            return true;
        }

        usage = default;
        return false;
    }

    /// <summary>Returns a usage plus the billed units of this response.</summary>
    internal TokenUsage AddUnitsTo(in TokenUsage usage) => _figures.HaveOthers
        ? usage with
        {
            WebSearches = usage.WebSearches + _figures.Get(UsageFigure.WebSearches),
            FileSearches = usage.FileSearches + _figures.Get(UsageFigure.FileSearches),
            CodeSessions = usage.CodeSessions + _figures.Get(UsageFigure.CodeSessions),
            CodeExecutions = usage.CodeExecutions + _figures.Get(UsageFigure.CodeExecutions),
            RerankSearches = usage.RerankSearches + _figures.Get(UsageFigure.RerankSearches),
            WebSearchPreviews = usage.WebSearchPreviews + _figures.Get(UsageFigure.WebSearchPreviews),
            MapSearches = usage.MapSearches + _figures.Get(UsageFigure.MapSearches),
            ImageGenerations = usage.ImageGenerations + _figures.Get(UsageFigure.ImageGenerations),
        }
        : usage;

    /// <summary>Whether the response has grounding, which is billed in addition to the tokens.</summary>
    internal bool IsGrounded => _extras is { Grounding: > 0 } or { IsMapped: true };

    /// <summary>
    /// Adds the billed searches of Gemini's grounding to a usage. Gemini 3 bills each search; earlier models bill a grounded prompt once, regardless of
    /// the number of searches (reference: Gemini API, "Grounding with Google Search", "Grounding with Google Maps", pricing).
    /// </summary>
    internal TokenUsage AddGroundingTo(in TokenUsage usage, string? model)
    {
        if (_extras is not { Grounding: var searches, IsMapped: var isMapped })
            return usage;

        // A query may search the web or the map; Gemini 3 bills both at the same price.
        var isByPrompt = IsBilledByPrompt(model);
        var onWeb = isByPrompt ? Math.Min(searches, 1) : searches;
        var onMap = isMapped && (isByPrompt || searches == 0) ? 1 : 0;
        return onMap == 0
            ? usage with { WebSearches = usage.WebSearches + onWeb }
            : usage with { WebSearches = usage.WebSearches + onWeb, MapSearches = usage.MapSearches + onMap };
    }

    /// <summary>Whether the provider's counting rules affect the result.</summary>
    internal bool DependsOnCounting => _extras?.Usage is null && _figures.Accounting is UsageAccounting.OpenAI or UsageAccounting.UsageDetails;

    /// <summary>The reported figures, for messages.</summary>
    internal string FiguresText => _extras?.Usage is { } whole ? whole.Value.ToString() : _figures.ToString();

    /// <summary>Whether a model is a Gemini before version 3: <c>gemini-2.5-flash</c>, <c>gemini-live-2.5-flash</c>, <c>gemini-flash-1.5</c>.</summary>
    private static bool IsBilledByPrompt(string? model)
        => model is not null
            && model.Contains("gemini", StringComparison.OrdinalIgnoreCase)
            && (model.Contains("-1.", StringComparison.Ordinal) || model.Contains("-2.", StringComparison.Ordinal) || model.EndsWith("gemini-pro", StringComparison.OrdinalIgnoreCase));

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

    /// <summary>Counts the whole output as images if the response has no details of it. For requests that generate images.</summary>
    public void TakeOutputForImages()
    {
        if (_figures[UsageFigure.OutputImage] is null)
            _figures.Set(UsageFigure.OutputImage, _figures[UsageFigure.Output]);
    }

    /// <summary>Sets the billed units of the response; null leaves a count unchanged.</summary>
    /// <param name="webSearches">Web searches.</param>
    /// <param name="fileSearches">Searches of files (OpenAI's <c>file_search_call</c> items).</param>
    /// <param name="codeSessions">Containers in which code ran (OpenAI's code interpreter).</param>
    /// <param name="codeExecutions">Executions of code (Anthropic's <c>code_execution_requests</c>).</param>
    /// <param name="rerankSearches">Searches of a reranker (Cohere's <c>search_units</c>), its only billed unit.</param>
    /// <param name="webSearchPreviews">Web searches with OpenAI's <c>web_search_preview</c> tool.</param>
    /// <param name="mapSearches">Searches of a map.</param>
    /// <param name="imageGenerations">Images whose tokens the response does not report (OpenAI's <c>image_generation_call</c> items).</param>
    public void ReadUnits(
        long? webSearches = null,
        long? fileSearches = null,
        long? codeSessions = null,
        long? codeExecutions = null,
        long? rerankSearches = null,
        long? webSearchPreviews = null,
        long? mapSearches = null,
        long? imageGenerations = null)
    {
        _figures.Set(UsageFigure.WebSearchPreviews, webSearchPreviews);
        _figures.Set(UsageFigure.MapSearches, mapSearches);
        _figures.Set(UsageFigure.ImageGenerations, imageGenerations);
        _figures.Set(UsageFigure.WebSearches, webSearches);
        _figures.Set(UsageFigure.FileSearches, fileSearches);
        _figures.Set(UsageFigure.CodeSessions, codeSessions);
        _figures.Set(UsageFigure.CodeExecutions, codeExecutions);
        _figures.Set(UsageFigure.RerankSearches, rerankSearches);
    }

    /// <summary>Sets the grounding of Gemini's response: the number of searches, and whether Google Maps is a source.</summary>
    /// <param name="searches">The number of queries in the grounding metadata; null leaves the count unchanged.</param>
    /// <param name="isMapped">Whether one of its sources is a place on Google Maps.</param>
    public void ReadGrounding(long? searches, bool isMapped = false)
    {
        if (searches is > 0)
            Extras.Grounding = searches.Value;
        if (isMapped)
            Extras.IsMapped = true;
    }

    /// <summary>Sets the properties of a tool of OpenAI's response that its price depends on: version and size.</summary>
    /// <param name="kind">The tool's type, such as <c>web_search_preview</c>; null is ignored.</param>
    /// <param name="memory">Memory of the containers in which code runs, such as <c>4g</c>; null means one gigabyte.</param>
    /// <param name="model">The model that draws images.</param>
    public void ReadTool(string? kind, string? memory = null, string? model = null)
    {
        if (kind is null)
            return;

        if (kind.StartsWith("web_search_preview", StringComparison.Ordinal))
            MoveWebSearches();
        else if (kind is "image_generation")
            Extras.ImageModel = model;
        else if (_figures.Get(UsageFigure.CodeSessions) is > 0 and var sessions && GigabytesOf(memory) is > 1 and var gigabytes)
            _figures.Set(UsageFigure.CodeSessions, sessions * gigabytes);
    }

    /// <summary>
    /// Sets the usage of OpenAI's tools, which the response reports in addition to its own: web searches, and the tokens of an image model,
    /// which is billed as a separate request.
    /// </summary>
    internal void ReadToolUsage(long webSearches, Action<LlmResponse>? readDrawing)
    {
        if (webSearches > 0)
            _figures.Set(_figures.Get(UsageFigure.WebSearchPreviews) > 0 ? UsageFigure.WebSearchPreviews : UsageFigure.WebSearches, webSearches);
        if (readDrawing is null)
            return;

        _figures.Set(UsageFigure.ImageGenerations, 0);
        var drawn = new LlmResponse { Model = _extras?.ImageModel };
        readDrawing(drawn);
        Extras.SideRequests = [drawn];
    }

    private void MoveWebSearches()
    {
        if (_figures.Get(UsageFigure.WebSearches) is not (> 0 and var searches))
            return;

        _figures.Set(UsageFigure.WebSearches, 0);
        _figures.Set(UsageFigure.WebSearchPreviews, searches);
    }

    /// <summary>The gigabytes of a size such as <c>1g</c>, <c>4g</c>, <c>16g</c>, <c>64g</c>; null for other values.</summary>
    private static long? GigabytesOf(string? memory)
        => memory is [.. var digits, 'g'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var gigabytes) && gigabytes < 10_000 ? gigabytes : null;

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

    /// <summary>Sets the cost that xAI reports, which includes searches and other tools; null and negative values are ignored.</summary>
    /// <param name="ticks">The cost in ticks of 10^-10 USD (<c>usage.cost_in_usd_ticks</c>).</param>
    public void ReportTicks(long? ticks)
    {
        const decimal TicksOfOneUsd = 10_000_000_000m;
        if (ticks is >= 0 and var amount)
            ReportedCost = amount / TicksOfOneUsd;
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
