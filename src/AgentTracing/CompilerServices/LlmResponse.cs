using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>
/// What a model answered, gathered by generated code from a result or from the elements of a stream. A later value replaces an earlier one,
/// figure by figure: streams report usage cumulatively, and in several elements, so figures are never added.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmResponse
{
    private UsageFigures _figures;
    private StrongBox<TokenUsage>? _usage;
    private StrongBox<TokenUsage>? _earlier;

    /// <summary>What the model answers, where content is captured; else null.</summary>
    public LlmContent? Content { get; internal set; }

    /// <summary>The judgement; null where there is none.</summary>
    internal Verdict? Verdict { get; private set; }

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
    public string? Provider { get; set => field = value ?? field; }

    /// <summary>The service tier that served the call.</summary>
    public string? ServiceTier { get; set => field = value ?? field; }

    /// <summary>The geography that served the call, where the provider prices by it (Anthropic's <c>inference_geo</c>).</summary>
    public string? Geography { get; set => field = value ?? field; }

    /// <summary><c>gen_ai.response.finish_reasons</c>, one a choice.</summary>
    internal string[] FinishReasons { get; private set; } = [];

    /// <summary>The usage, or null where none was reported.</summary>
    internal TokenUsage? Usage => TryGetUsage(out var usage) ? usage : null;

    /// <summary>Adds the reason for which a choice ended; null is ignored.</summary>
    /// <param name="reason">The reason, as the provider says it; enum names of SDKs are brought to the conventions' spelling.</param>
    public void AddFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = [.. FinishReasons, FinishReason.Normalize(reason)];
    }

    /// <summary>Sets the reason for which the only choice ended; null is ignored. Streams may say it in several elements.</summary>
    /// <param name="reason">The reason, as for <see cref="AddFinishReason"/>.</param>
    public void SetFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            FinishReasons = [FinishReason.Normalize(reason)];
    }

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

    /// <summary>Takes a judgement: what evaluators and guardrails return in place of an answer. Null is none.</summary>
    /// <param name="value">The judgement.</param>
    /// <param name="comment">Why.</param>
    public void Judge(ScoreValue? value, string? comment) => Verdict = value is null ? null : new Verdict(value, comment);

    /// <summary>The usage; false where none was reported.</summary>
    internal bool TryGetUsage(out TokenUsage usage)
    {
        var isKnown = TryGetCurrent(out usage);
        if (_earlier is not { } earlier)
            return isKnown;

        usage += earlier.Value;
        return true;
    }

    /// <summary>The usage of the last response, where the call has several.</summary>
    internal bool TryGetCurrent(out TokenUsage usage)
    {
        if (_usage is not { } whole)
            return _figures.TryGetUsage(out usage);

        usage = whole.Value;
        return true;
    }

    private void BeginAnother()
    {
        if (!TryGetCurrent(out _) || !TryGetUsage(out var usage))
            return;

        _earlier = new StrongBox<TokenUsage>(usage);
        _usage = null;
        _figures = default;
    }

    /// <summary>Sets the whole usage; null is ignored.</summary>
    /// <param name="usage">The usage.</param>
    public void SetUsage(TokenUsage? usage)
    {
        if (usage is { } known)
            _usage = new StrongBox<TokenUsage>(known);
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
    /// <param name="inputAudio">Audio input tokens.</param>
    /// <param name="outputAudio">Audio output tokens.</param>
    /// <param name="toolUseInput">Input tokens of tool use that the provider counts apart (Gemini).</param>
    /// <param name="webSearches">Number of web searches billed with the call.</param>
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
        long? webSearches = null)
    {
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
