using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The response of a model, filled by generated code from a result or from the elements of a stream. A later value replaces an earlier one,
/// figure by figure: streams report usage cumulatively, and in several elements, so figures are never added.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LlmResponse
{
    private UsageFigures _figures;
    private ResponseExtras? _extras;
    private ShownAnswer? _firstSeen;
    private string? _serviceTier;

    // The objects of the response, or the response itself until they are read.
    private object? _parts;
    private IAnswerFacts? _facts;

    /// <summary>The output of the model, if content is captured; else null.</summary>
    public LlmContent? Content { get; internal set; }

    /// <summary>
    /// The objects that identify the response; null when they are unknown. Those of a whole response are read when they are needed, because
    /// most responses have no enclosing layer that may return them as well.
    /// </summary>
    internal AnswerParts? Parts
    {
        get
        {
            if (_parts is null or AnswerParts)
                return (AnswerParts?)_parts;

            var parts = _facts!.PartsOf(_parts);
            _parts = parts;
            return parts;
        }
    }

    /// <summary>The evaluation result; null when there is none.</summary>
    internal Verdict? Verdict => _extras?.Verdict;

    /// <summary>
    /// <c>gen_ai.response.id</c>. A different id after a usage begins another response of the same call: a function-calling client streams
    /// one for each round.
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

    /// <summary>The provider that answered, if the call did not name one.</summary>
    public string? Provider
    {
        get => _extras?.Provider;
        set
        {
            if (value is not null)
                Extras.Provider = value;
        }
    }

    /// <summary>The service tier of the response.</summary>
    public string? ServiceTier { get => _serviceTier; set => _serviceTier = value ?? _serviceTier; }

    /// <summary>The geography of the response, if the price depends on it (Anthropic's <c>inference_geo</c>).</summary>
    public string? Geography
    {
        get => _extras?.Geography;
        set
        {
            if (value is not null)
                Extras.Geography = value;
        }
    }

    /// <summary>The speed of the response, if the price depends on it (Anthropic's <c>usage.speed</c>: <c>fast</c>).</summary>
    public string? Speed
    {
        get => _extras?.Speed;
        set
        {
            if (value is not null)
                Extras.Speed = value;
        }
    }

    /// <summary>Cost of the request as the provider reports it, in USD (<c>usage.cost</c> of OpenRouter); zero is a cost of zero.</summary>
    public decimal? ReportedCost
    {
        get => _extras?.ReportedCost;
        set
        {
            if (value is not null)
                Extras.ReportedCost = value;
        }
    }

    /// <summary>Cost of the whole call, from a marked member of the result.</summary>
    internal decimal? MarkedCost => _extras is { IsCostMarked: true } ? ReportedCost : null;

    /// <summary>Whether the usage is the sum of several requests that cannot be separated, so prompt lengths are unknown.</summary>
    public bool IsSum
    {
        get => _extras?.IsSum == true;
        set
        {
            if (value || _extras is not null)
                Extras.IsSum = value;
        }
    }

    /// <summary>Kinds of tokens that the usage does not report separately.</summary>
    internal UnreportedUsage Unreported
    {
        get => _extras?.Unreported ?? UnreportedUsage.None;
        set
        {
            if (value != UnreportedUsage.None || _extras is not null)
                Extras.Unreported = value;
        }
    }

    /// <summary>Whether the service summarized the conversation to free context (<c>gen_ai.conversation.compacted</c>).</summary>
    public bool IsCompacted
    {
        get => _extras?.IsCompacted == true;
        set
        {
            if (value)
                Extras.IsCompacted = true;
        }
    }

    /// <summary>The id of the conversation that the service stores; null is ignored.</summary>
    public string? ConversationId
    {
        get => _extras?.ConversationId ?? (_parts as AnswerParts)?.ConversationId;
        set
        {
            if (value is not null)
                Extras.ConversationId = value;
        }
    }

    /// <summary>Whether the service is still generating the response, in the background.</summary>
    public bool IsPending
    {
        get => _extras?.IsPending == true;
        set
        {
            if (value || _extras is not null)
                Extras.IsPending = value;
        }
    }

    /// <summary>Whether the caller requested a typed value instead of text.</summary>
    internal bool IsTyped => _extras?.IsTyped == true;

    /// <summary>Whether the response, or one of its requests, contains the service tier.</summary>
    internal bool ReportsTier => ServiceTier is not null || AnyReportsTier(Earlier) || AnyReportsTier(Iterations) || AnyReportsTier(Rounds)
        || (HasSeenRounds && SeenRounds.Any(static round => round.ReportsTier));

    /// <summary>The earlier requests of the call, in order.</summary>
    internal List<LlmResponse>? Earlier => _extras?.Earlier;

    /// <summary>Claude's iterations, which are all billed requests.</summary>
    internal List<LlmResponse>? Iterations => _extras?.Iterations;

    /// <summary>Requests to other models that this request caused; its usage does not include theirs.</summary>
    internal List<LlmResponse>? SideRequests => _extras?.SideRequests;

    /// <summary>The requests that the usage is the sum of.</summary>
    internal List<LlmResponse>? Rounds => _extras?.Rounds;

    /// <summary>The responses to the inner requests that were read on arrival, in that order.</summary>
    internal IEnumerable<LlmResponse> SeenRounds
    {
        get
        {
            for (var seen = _firstSeen; seen is not null; seen = seen.Next)
                yield return seen.Response;
        }
    }

    /// <summary>Whether the responses of rounds were read on arrival.</summary>
    internal bool HasSeenRounds => _firstSeen is not null;

    /// <summary>Whether the responses of two or more rounds were read on arrival.</summary>
    internal bool HasSeveralSeenRounds => _firstSeen?.Next is not null;

    /// <summary>Whether a usage or a cost is known.</summary>
    internal bool IsBilled => HasUsage || HasSeenRounds || _extras is { IsBilled: true };

    /// <summary>Whether a usage or a cost of this or an earlier request is known.</summary>
    internal bool IsAnythingBilled => IsBilled || Earlier is not null;

    /// <summary>Whether this request itself reports a usage.</summary>
    internal bool HasUsage => _figures.AreKnown || _extras?.Usage is not null;

    private ResponseExtras Extras => _extras ??= new ResponseExtras();

    /// <summary><c>gen_ai.response.finish_reasons</c>, one for each choice.</summary>
    internal string[] FinishReasons { get; private set; } = [];

    /// <summary>Adds the finish reason of a choice; null is ignored.</summary>
    /// <param name="reason">The reason, as the provider spells it; enum names of SDKs are converted to the conventions' spelling.</param>
    public void AddFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = FinishReasons.Length == 0 ? FinishReason.Only(reason) : [.. FinishReasons, FinishReason.Normalize(reason)];
    }

    /// <summary>Sets the finish reason of the only choice; null is ignored. Streams may repeat it in several elements.</summary>
    /// <param name="reason">The reason, as for <see cref="AddFinishReason"/>.</param>
    public void SetFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = FinishReason.Only(reason);
    }

    /// <summary>Marks the response as a typed value instead of text.</summary>
    internal void MarkTyped() => Extras.IsTyped = true;

    /// <summary>Sets a whole response, whose objects identify it.</summary>
    internal void IdentifyBy(object answer, IAnswerFacts facts)
    {
        if (_parts is null)
            (_facts, _parts) = (facts, answer);
        else
            facts.AddTo(OwnParts(), answer);
    }

    /// <summary>Reads the objects that identify the response before the application gets it, which may change it.</summary>
    internal void KeepParts() => _ = Parts;

    /// <summary>The objects that identify the response, to add to.</summary>
    internal AnswerParts OwnParts() => _parts as AnswerParts ?? CreateParts();

    private AnswerParts CreateParts()
    {
        var parts = Parts ?? new AnswerParts();
        _parts = parts;
        return parts;
    }

    private static bool AnyReportsTier(List<LlmResponse>? parts) => parts?.Exists(static part => part.ReportsTier) == true;

    /// <summary>Sets the result of an evaluator or guardrail; null means none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="comment">The reason.</param>
    public void Judge(ScoreValue? value, string? comment) => Extras.Verdict = value is null ? null : new Verdict(value, comment);

    /// <summary>Adds a metric to the result of an evaluator or guardrail, which may have any number of metrics.</summary>
    /// <param name="name">Name of the metric; null or empty: that of the evaluator.</param>
    /// <param name="source">The SDK's object.</param>
    /// <returns>Receives the values of the metric.</returns>
    public JudgedMetric AddMetric(string? name, object? source)
    {
        var metric = new JudgedMetric(name, source);
        ((Extras.Verdict ??= new Verdict(null, null)).Metrics ??= []).Add(metric);
        return metric;
    }
}
