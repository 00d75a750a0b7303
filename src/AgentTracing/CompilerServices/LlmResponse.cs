using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// What a model answered, gathered by generated code from a result or from the elements of a stream. A later value replaces an earlier one,
/// figure by figure: streams report usage cumulatively, and in several elements, so figures are never added.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LlmResponse
{
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

    /// <summary>The judgement; null when there is none.</summary>
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

    /// <summary>Kinds of tokens that the usage does not report separately.</summary>
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

    /// <summary>Whether the answer, or one of its requests, names the tier that served it.</summary>
    internal bool TellsTier => ServiceTier is not null || AnyTellsTier(Earlier) || AnyTellsTier(Iterations) || AnyTellsTier(Rounds)
        || SeenRounds?.Any(static round => round.TellsTier) == true;

    /// <summary>The requests that ended before this one, where the call has several, one after the other.</summary>
    internal List<LlmResponse>? Earlier => _extras?.Earlier;

    /// <summary>Claude's iterations: all that was billed.</summary>
    internal List<LlmResponse>? Iterations => _extras?.Iterations;

    /// <summary>The requests of which the usage is the sum.</summary>
    internal List<LlmResponse>? Rounds => _extras?.Rounds;

    /// <summary>The answers of the requests that were made for this one, as they came; null when none was seen.</summary>
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
    /// <param name="reason">The reason, as the provider spells it; enum names of SDKs are brought to the conventions' spelling.</param>
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
}
