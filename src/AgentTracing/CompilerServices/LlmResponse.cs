using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// What a model answered, gathered by generated code from a result or from the elements of a stream. A later value replaces an earlier one,
/// figure by figure: streams report usage cumulatively, and in several elements, so figures are never added.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LlmResponse
{
    private readonly List<string> _finishReasons = [];
    private UsageFigures _figures;
    private TokenUsage? _usage;

    /// <summary><c>gen_ai.response.id</c>.</summary>
    public string? Id { get; set => field = value ?? field; }

    /// <summary><c>gen_ai.response.model</c>: the model that answered.</summary>
    public string? Model { get; set => field = value ?? field; }

    /// <summary>The service tier that served the call.</summary>
    public string? ServiceTier { get; set => field = value ?? field; }

    /// <summary>The geography that served the call, where the provider prices by it (Anthropic's <c>inference_geo</c>).</summary>
    public string? Geography { get; set => field = value ?? field; }

    /// <summary><c>gen_ai.response.finish_reasons</c>, one a choice.</summary>
    internal IReadOnlyList<string> FinishReasons => _finishReasons;

    /// <summary>The usage, or null where none was reported.</summary>
    internal TokenUsage? Usage => _usage ?? _figures.ToUsage();

    /// <summary>Adds the reason for which a choice ended; null is ignored.</summary>
    /// <param name="reason">The reason, as the provider says it; enum names of SDKs are brought to the conventions' spelling.</param>
    public void AddFinishReason(string? reason)
    {
        if (!string.IsNullOrEmpty(reason))
            _finishReasons.Add(FinishReason.Normalize(reason));
    }

    /// <summary>Sets the reason for which the only choice ended; null is ignored. Streams may say it in several elements.</summary>
    /// <param name="reason">The reason, as for <see cref="AddFinishReason"/>.</param>
    public void SetFinishReason(string? reason)
    {
        if (string.IsNullOrEmpty(reason))
            return;

        _finishReasons.Clear();
        AddFinishReason(reason);
    }

    /// <summary>Sets the whole usage; null is ignored.</summary>
    /// <param name="usage">The usage.</param>
    public void SetUsage(TokenUsage? usage) => _usage = usage ?? _usage;

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
        _figures.Input = input ?? _figures.Input;
        _figures.Output = output ?? _figures.Output;
        _figures.Total = total ?? _figures.Total;
        _figures.CacheRead = cacheRead ?? _figures.CacheRead;
        _figures.CacheWrite = cacheWrite ?? _figures.CacheWrite;
        _figures.CacheWrite5m = cacheWrite5m ?? _figures.CacheWrite5m;
        _figures.CacheWrite1h = cacheWrite1h ?? _figures.CacheWrite1h;
        _figures.Reasoning = reasoning ?? _figures.Reasoning;
        _figures.InputAudio = inputAudio ?? _figures.InputAudio;
        _figures.OutputAudio = outputAudio ?? _figures.OutputAudio;
        _figures.ToolUseInput = toolUseInput ?? _figures.ToolUseInput;
        _figures.WebSearches = webSearches ?? _figures.WebSearches;
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
