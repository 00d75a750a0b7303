using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// What a model answered, gathered by generated code from a result or from the elements of a stream. A later value replaces an earlier one,
/// figure by figure: streams report usage cumulatively, and in several elements, so figures are never added.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LlmResponse
{
    /// <summary>
    /// The keys of first parties' adapters: Microsoft.Extensions.AI.OpenAI, Anthropic, AWSSDK.Extensions.Bedrock.MEAI, Google.GenAI. What they count is
    /// what the provider's own figure of that name counts.
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

    private UsageFigures _figures;
    private ResponseExtras? _extras;
    private string? _serviceTier;

    /// <summary>What the model answers, where content is captured; else null.</summary>
    public LlmContent? Content
    {
        get => _extras?.Content;
        internal set
        {
            if (value is not null || _extras is not null)
                Extras.Content = value;
        }
    }

    /// <summary>The objects that identify the answer; null if they are not known.</summary>
    internal AnswerParts? Parts { get; set; }

    /// <summary>The judgement; null where there is none.</summary>
    internal Verdict? Verdict => _extras?.Verdict;

    /// <summary>
    /// <c>gen_ai.response.id</c>. Another id after a usage begins another response of the same call: a client that calls tools by itself streams one
    /// for each of its rounds.
    /// </summary>
    public string? Id
    {
        get;
        set
        {
            if (value is null || value == field)
                return;

            if (field is not null)
                BeginAnother();
            field = value;
        }
    }

    /// <summary><c>gen_ai.response.model</c>: the model that answered.</summary>
    public string? Model { get; set => field = value ?? field; }

    /// <summary>The provider that answered, where the call did not say whom it asks.</summary>
    public string? Provider
    {
        get => _extras?.Provider;
        set
        {
            if (value is not null)
                Extras.Provider = value;
        }
    }

    /// <summary>The service tier that served the call.</summary>
    public string? ServiceTier { get => _serviceTier; set => _serviceTier = value ?? _serviceTier; }

    /// <summary>The geography that served the call, where the provider prices by it (Anthropic's <c>inference_geo</c>).</summary>
    public string? Geography
    {
        get => _extras?.Geography;
        set
        {
            if (value is not null)
                Extras.Geography = value;
        }
    }

    /// <summary>The speed that served the call, where the provider prices by it (Anthropic's <c>usage.speed</c>: <c>fast</c>).</summary>
    public string? Speed
    {
        get => _extras?.Speed;
        set
        {
            if (value is not null)
                Extras.Speed = value;
        }
    }

    /// <summary>What the provider says that the request cost, in USD (<c>usage.cost</c> of OpenRouter); zero is a cost of zero.</summary>
    public decimal? ReportedCost
    {
        get => _extras?.ReportedCost;
        set
        {
            if (value is not null)
                Extras.ReportedCost = value;
        }
    }

    /// <summary>What a marked member of the result says that the whole call cost.</summary>
    internal decimal? MarkedCost => _extras is { IsCostMarked: true } ? ReportedCost : null;

    /// <summary>Whether the usage adds up several requests that cannot be told apart: the length of a prompt cannot be known from it.</summary>
    public bool IsSum
    {
        get => _extras?.IsSum == true;
        set
        {
            if (value || _extras is not null)
                Extras.IsSum = value;
        }
    }

    /// <summary>What the usage does not tell apart.</summary>
    internal UntoldUsage Untold
    {
        get => _extras?.Untold ?? UntoldUsage.None;
        set
        {
            if (value != UntoldUsage.None || _extras is not null)
                Extras.Untold = value;
        }
    }

    /// <summary>Whether the service summed up the conversation to make room (<c>gen_ai.conversation.compacted</c>).</summary>
    public bool IsCompacted
    {
        get => _extras?.IsCompacted == true;
        set
        {
            if (value)
                Extras.IsCompacted = true;
        }
    }

    /// <summary>Whether the answer, or one of its requests, says which tier served.</summary>
    internal bool TellsTier => ServiceTier is not null || AnyTellsTier(Earlier) || AnyTellsTier(Iterations) || AnyTellsTier(Rounds)
        || SeenRounds?.Any(static round => round.TellsTier) == true;

    /// <summary>The requests that ended before this one, where the call has several, one after the other.</summary>
    internal List<LlmResponse>? Earlier => _extras?.Earlier;

    /// <summary>Claude's iterations: all that was billed.</summary>
    internal List<LlmResponse>? Iterations => _extras?.Iterations;

    /// <summary>The requests of which the usage is the sum.</summary>
    internal List<LlmResponse>? Rounds => _extras?.Rounds;

    /// <summary>The answers of the requests that were made for this one, as they came; null where none was seen.</summary>
    internal IEnumerable<LlmResponse>? SeenRounds => _extras?.Seen?.Select(static seen => seen.Round);

    /// <summary>Whether anything is known that is billed: a usage, or a cost.</summary>
    internal bool IsBilled => HasUsage || _extras is { IsBilled: true };

    /// <summary>Whether anything is known that is billed, of this request or of an earlier one.</summary>
    internal bool IsAnythingBilled => IsBilled || Earlier is not null;

    /// <summary>Whether this request itself reports a usage.</summary>
    internal bool HasUsage => _figures.AreKnown || _extras?.Usage is not null;

    private ResponseExtras Extras => _extras ??= new ResponseExtras();

    /// <summary><c>gen_ai.response.finish_reasons</c>, one a choice.</summary>
    internal string[] FinishReasons { get; private set; } = [];

    /// <summary>Adds the reason for which a choice ended; null is ignored.</summary>
    /// <param name="reason">The reason, as the provider says it; enum names of SDKs are brought to the conventions' spelling.</param>
    public void AddFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = FinishReasons.Length == 0 ? FinishReason.Alone(FinishReason.Normalize(reason)) : [.. FinishReasons, FinishReason.Normalize(reason)];
    }

    /// <summary>Sets the reason for which the only choice ended; null is ignored. Streams may say it in several elements.</summary>
    /// <param name="reason">The reason, as for <see cref="AddFinishReason"/>.</param>
    public void SetFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = FinishReason.Alone(FinishReason.Normalize(reason));
    }

    private static bool AnyTellsTier(List<LlmResponse>? parts) => parts?.Exists(static part => part.TellsTier) == true;

    /// <summary>Takes what another response of the same call says, beside its usage.</summary>
    internal void TakeOver(LlmResponse other)
    {
        Id = other.Id;
        Model = other.Model;
        Provider = other.Provider;
        ServiceTier = other.ServiceTier;
        Geography = other.Geography;
        if (other.FinishReasons.Length > 0)
            FinishReasons = other.FinishReasons;
    }

    /// <summary>Takes what another reading of the same response tells of its price.</summary>
    internal void TakeFigures(LlmResponse other)
    {
        _figures = other._figures;
        ServiceTier = other.ServiceTier;
        if (_extras is not null || other._extras is not null)
            Extras.TakeFigures(other.Extras);
    }

    /// <summary>Takes what another reading of one request tells of its price, and not what it tells of the requests before it.</summary>
    internal void TakeRequest(LlmResponse other)
    {
        TakeFigures(other);
        _extras?.DropOthers();
    }

    /// <summary>Takes the answer that a span of another library shows, of which the span tells a part.</summary>
    /// <param name="answer">What is read of the answer.</param>
    /// <param name="inside">What a span inside tells; null where there is none.</param>
    internal void TakeAnswer(LlmResponse answer, LlmResponse? inside)
    {
        if (answer.IsAnythingBilled)
            TakeFigures(answer);
        else if (inside is not null && !IsAnythingBilled)
            Complete(inside);
        Id ??= answer.Id;
        Model = answer.Model;
    }

    /// <summary>Ends a round of a stream whose responses have no ids: what follows is the answer to another request.</summary>
    internal void EndRound()
    {
        if (Id is null)
            BeginAnother();
    }

    /// <summary>Takes the usage of a span that shows the same call, and what else this response does not say.</summary>
    internal void Complete(LlmResponse other)
    {
        SetUsage(other._extras?.Usage?.Value);
        Untold = other.Untold;
        if (Id is null)
            Id = other.Id;
        if (Model is null)
            Model = other.Model;
    }

    /// <summary>Takes a judgement: what evaluators and guardrails return in place of an answer. Null is none.</summary>
    /// <param name="value">The judgement.</param>
    /// <param name="comment">Why.</param>
    public void Judge(ScoreValue? value, string? comment) => Extras.Verdict = value is null ? null : new Verdict(value, comment);

    /// <summary>Adds a metric to a judgement that has several, or none: what evaluators and guardrails return in place of an answer.</summary>
    /// <param name="name">Name of the metric; null or empty: that of the evaluator.</param>
    /// <param name="source">The SDK's own object.</param>
    /// <returns>Where to read the metric to.</returns>
    public JudgedMetric AddMetric(string? name, object? source)
    {
        var metric = new JudgedMetric(name, source);
        ((Extras.Verdict ??= new Verdict(null, null)).Metrics ??= []).Add(metric);
        return metric;
    }

    /// <summary>
    /// Begins a list of requests that the answer tells one by one (<see cref="AddIteration"/>, <see cref="AddRound"/>); the elements of a stream repeat the
    /// list, so one that was read before is dropped.
    /// </summary>
    public void BeginInferences() => _extras?.DropInferences();

    /// <summary>
    /// Adds an iteration of Claude's <c>usage.iterations</c> (a compaction, an advisor, a message, a fallback to another model). The iterations are all
    /// that is billed: the usage beside them leaves some out.
    /// </summary>
    /// <param name="model">The model that answered, where it is another one.</param>
    /// <returns>Where to read the iteration to.</returns>
    public LlmResponse AddIteration(string? model = null) => Add(Extras.Iterations ??= [], model);

    /// <summary>
    /// Adds a round of a client that calls functions by itself. The usage of the answer is the sum of its rounds; where the rounds that are seen do not
    /// come to it, the sum is billed.
    /// </summary>
    /// <param name="model">The model that answered, where it is another one.</param>
    /// <returns>Where to read the round to.</returns>
    public LlmResponse AddRound(string? model = null) => Add(Extras.Rounds ??= [], model);

    /// <summary>Adds requests that were made before this one, and whose answers it leaves out.</summary>
    internal void AddEarlier(IEnumerable<LlmResponse> requests) => (Extras.Earlier ??= []).AddRange(requests);

    /// <summary>Adds the answer of a round that was seen when it came. Two layers may see the same one.</summary>
    internal void AddSeenRound(object answer, LlmResponse round)
    {
        lock (this)
        {
            var seen = Extras.Seen ??= [];
            if (!seen.Exists(known => ReferenceEquals(known.Answer, answer)))
                seen.Add((answer, round));
        }
    }

    /// <summary>Takes the rounds that another reading of the same answer has seen.</summary>
    internal void TakeSeenRounds(LlmResponse other)
    {
        if (other._extras?.Seen is { } seen)
            Extras.Seen ??= seen;
    }

    /// <summary>
    /// The usage of this request as disjoint buckets; false where none was reported.
    /// </summary>
    /// <param name="counting">How the provider counts (<c>providers.*.usage</c> of a pricing file); null where that is not known.</param>
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

    /// <summary>A usage with the billed pieces of this one added.</summary>
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

    /// <summary>The searches that Gemini's grounding is billed as, for an answer of a model; zero where there are none.</summary>
    internal long GroundingOf(string? model) => _extras?.Grounding is not (> 0 and var searches) ? 0 : IsBilledByPrompt(model) ? 1 : searches;

    /// <summary>Whether how the provider counts can change what the figures come to.</summary>
    internal bool DependsOnCounting => _extras?.Usage is null && _figures.Accounting is UsageAccounting.OpenAI or UsageAccounting.UsageDetails;

    /// <summary>The figures as they were reported, for people.</summary>
    internal string FiguresText => _extras?.Usage is { } whole ? whole.Value.ToString() : _figures.ToString();

    private static bool IsBilledByPrompt(string? model)
        => model is not null && (model.Contains("gemini-1", StringComparison.OrdinalIgnoreCase) || model.Contains("gemini-2", StringComparison.OrdinalIgnoreCase));

    private static LlmResponse Add(List<LlmResponse> list, string? model)
    {
        var part = new LlmResponse { Model = model };
        list.Add(part);
        return part;
    }

    /// <summary>Keeps what is billed so far as a request of its own. The next one may be served by another tier.</summary>
    private void BeginAnother()
    {
        if (!IsBilled)
            return;

        var ended = new LlmResponse
        {
            Model = Model,
            _serviceTier = _serviceTier,
            _figures = _figures,
            _extras = _extras?.EndRequest(),
        };
        (_figures, _serviceTier) = (default, null);
        (Extras.Earlier ??= []).Add(ended);
    }

    /// <summary>Sets the whole usage; null is ignored.</summary>
    /// <param name="usage">The usage.</param>
    public void SetUsage(TokenUsage? usage)
    {
        if (usage is { } known)
            Extras.Usage = new StrongBox<TokenUsage>(known);
    }

    /// <summary>Sets figures of the usage as the provider reports them; null leaves a figure as it was.</summary>
    /// <param name="accounting">How the figures relate to each other.</param>
    /// <param name="input">Input tokens.</param>
    /// <param name="output">Output tokens.</param>
    /// <param name="total">Total tokens.</param>
    /// <param name="cacheRead">Input tokens read from a cache.</param>
    /// <param name="cacheWrite">Input tokens written to a cache, all of them.</param>
    /// <param name="cacheWrite5m">Those of them that are kept for five minutes.</param>
    /// <param name="cacheWrite1h">Those of them that are kept for one hour.</param>
    /// <param name="reasoning">Output tokens spent on reasoning.</param>
    /// <param name="inputAudio">Audio input tokens, those read from a cache included.</param>
    /// <param name="outputAudio">Audio output tokens.</param>
    /// <param name="toolUseInput">Input tokens of tool use that the provider counts apart (Gemini).</param>
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
        // Semantic Kernel's GeminiMetadata says zero where the answer says nothing.
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

    /// <summary>Sets how many billed pieces the answer has; null leaves a count as it was.</summary>
    /// <param name="webSearches">Web searches.</param>
    /// <param name="fileSearches">Searches of files (OpenAI's <c>file_search_call</c> items).</param>
    /// <param name="codeSessions">Containers in which code ran (OpenAI's code interpreter).</param>
    /// <param name="codeExecutions">Executions of code (Anthropic's <c>code_execution_requests</c>).</param>
    /// <param name="rerankSearches">Searches of a reranker (Cohere's <c>search_units</c>), which are all that it bills.</param>
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
    /// Sets how often Gemini searched the web for the answer. Gemini 3 bills each search; models before it bill a grounded prompt once, however often they
    /// searched (reference: Gemini API, "Grounding with Google Search", pricing).
    /// </summary>
    /// <param name="searches">How many queries the grounding metadata lists; null leaves the count as it was.</param>
    public void ReadGrounding(long? searches)
    {
        if (searches is > 0)
            Extras.Grounding = searches.Value;
    }

    /// <summary>Sets the figures that adapters of Microsoft.Extensions.AI put into <c>AdditionalCounts</c>, by the keys of each; other keys are ignored.</summary>
    /// <param name="counts">The counts; null says nothing.</param>
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

    /// <summary>Sets what the provider says that the request cost, for SDKs that say it as a binary fraction; null, or what is no number, is ignored.</summary>
    /// <param name="usd">The cost in USD, zero or more.</param>
    public void ReportCost(double? usd)
    {
        // Fifteen digits are what a double has; a decimal of all its bits would show its rounding.
        if (usd is >= 0 and < 1e12 and var amount)
            ReportedCost = (decimal)amount;
    }

    /// <summary>
    /// Sets what the member of a result that <see cref="ReportedCostAttribute"/> marks says that the call cost, whatever was asked to get the result; null, or
    /// what is no cost, is ignored.
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

    /// <summary>Reads a result of the user's own that reports its usage.</summary>
    /// <param name="source">The result.</param>
    public void Read(ITokenUsageSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        SetUsage(source.TokenUsage);
        Model = source.Model;
        Id = source.ResponseId;
    }
}
