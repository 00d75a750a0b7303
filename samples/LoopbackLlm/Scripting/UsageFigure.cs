namespace LoopbackLlm;

/// <summary>
/// One figure of a <see cref="ScriptedUsage"/>, as data: used to read, write, sum and log usage without naming every property.
/// </summary>
public sealed class UsageFigure
{
    private readonly Func<ScriptedUsage, long?> _get;
    private readonly Func<ScriptedUsage, long?, ScriptedUsage> _with;

    private UsageFigure(string name, Func<ScriptedUsage, long?> get, Func<ScriptedUsage, long?, ScriptedUsage> with) =>
        (Name, _get, _with) = (name, get, with);

    internal static readonly UsageFigure InputTokens = new(
        nameof(ScriptedUsage.InputTokens),
        u => u.InputTokens,
        (u, v) => u with { InputTokens = v });

    internal static readonly UsageFigure OutputTokens = new(
        nameof(ScriptedUsage.OutputTokens),
        u => u.OutputTokens,
        (u, v) => u with { OutputTokens = v });

    internal static readonly UsageFigure TotalTokens = new(
        nameof(ScriptedUsage.TotalTokens),
        u => u.TotalTokens,
        (u, v) => u with { TotalTokens = v });

    internal static readonly UsageFigure CachedInputTokens = new(
        nameof(ScriptedUsage.CachedInputTokens),
        u => u.CachedInputTokens,
        (u, v) => u with { CachedInputTokens = v });

    internal static readonly UsageFigure CacheWriteInputTokens = new(
        nameof(ScriptedUsage.CacheWriteInputTokens),
        u => u.CacheWriteInputTokens,
        (u, v) => u with { CacheWriteInputTokens = v });

    internal static readonly UsageFigure CacheWrite5mInputTokens = new(
        nameof(ScriptedUsage.CacheWrite5mInputTokens),
        u => u.CacheWrite5mInputTokens,
        (u, v) => u with { CacheWrite5mInputTokens = v });

    internal static readonly UsageFigure CacheWrite1hInputTokens = new(
        nameof(ScriptedUsage.CacheWrite1hInputTokens),
        u => u.CacheWrite1hInputTokens,
        (u, v) => u with { CacheWrite1hInputTokens = v });

    internal static readonly UsageFigure ReasoningTokens = new(
        nameof(ScriptedUsage.ReasoningTokens),
        u => u.ReasoningTokens,
        (u, v) => u with { ReasoningTokens = v });

    internal static readonly UsageFigure InputAudioTokens = new(
        nameof(ScriptedUsage.InputAudioTokens),
        u => u.InputAudioTokens,
        (u, v) => u with { InputAudioTokens = v });

    internal static readonly UsageFigure OutputAudioTokens = new(
        nameof(ScriptedUsage.OutputAudioTokens),
        u => u.OutputAudioTokens,
        (u, v) => u with { OutputAudioTokens = v });

    internal static readonly UsageFigure AcceptedPredictionTokens = new(
        nameof(ScriptedUsage.AcceptedPredictionTokens),
        u => u.AcceptedPredictionTokens,
        (u, v) => u with { AcceptedPredictionTokens = v });

    internal static readonly UsageFigure RejectedPredictionTokens = new(
        nameof(ScriptedUsage.RejectedPredictionTokens),
        u => u.RejectedPredictionTokens,
        (u, v) => u with { RejectedPredictionTokens = v });

    internal static readonly UsageFigure WebSearchRequests = new(
        nameof(ScriptedUsage.WebSearchRequests),
        u => u.WebSearchRequests,
        (u, v) => u with { WebSearchRequests = v });

    internal static readonly UsageFigure WebFetchRequests = new(
        nameof(ScriptedUsage.WebFetchRequests),
        u => u.WebFetchRequests,
        (u, v) => u with { WebFetchRequests = v });

    /// <summary>All figures, in the order of their declaration.</summary>
    public static IReadOnlyList<UsageFigure> All { get; } =
    [
        InputTokens, OutputTokens, TotalTokens, CachedInputTokens, CacheWriteInputTokens, CacheWrite5mInputTokens, CacheWrite1hInputTokens,
        ReasoningTokens, InputAudioTokens, OutputAudioTokens, AcceptedPredictionTokens, RejectedPredictionTokens, WebSearchRequests,
        WebFetchRequests,
    ];

    /// <summary>The name of the property of <see cref="ScriptedUsage"/>.</summary>
    public string Name { get; }

    /// <summary>The figure in <paramref name="usage"/>; null when it has none.</summary>
    public long? Of(ScriptedUsage usage) => _get(usage);

    internal ScriptedUsage With(ScriptedUsage usage, long? value) => _with(usage, value);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
