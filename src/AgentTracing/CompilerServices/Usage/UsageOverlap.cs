namespace AgentTracing.CompilerServices;

/// <summary>
/// Converts the figures of a provider to disjoint buckets. The content of a figure depends on the provider that answered, not on the SDK
/// (reference: each factory of <see cref="TokenUsage"/>). If the provider reports a total, the total decides.
/// </summary>
internal static class UsageOverlap
{
    /// <summary>Parts that may be missing from the input or the output.</summary>
    [Flags]
    private enum Apart
    {
        None = 0,

        /// <summary>The output excludes reasoning.</summary>
        Reasoning = 1,

        /// <summary>The input excludes cache reads and writes.</summary>
        Cache = 2,

        /// <summary>The input excludes the prompts of tools that the provider ran.</summary>
        ToolUse = 4,

        All = Reasoning | Cache | ToolUse,
    }

    /// <summary>Converts <paramref name="figures"/>, of which input or output is known, to disjoint buckets.</summary>
    /// <param name="figures">The reported figures.</param>
    /// <param name="counting">How the provider counts (<c>providers.*.usage</c> of a pricing file); null when it is unknown.</param>
    /// <param name="usage">The buckets.</param>
    internal static void Resolve(in UsageFigures figures, string? counting, out TokenUsage usage)
    {
        if (figures.TryGetTotalsAlone(out var input, out var output))
            usage = new TokenUsage { Input = input, Output = output };
        else
            usage = ResolveParts(figures, counting);
    }

    private static TokenUsage ResolveParts(in UsageFigures figures, string? counting)
    {
        // SDKs without nullable values report zero when the response has no total.
        var total = figures[UsageFigure.Total] is 0 ? null : figures[UsageFigure.Total];
        var input = figures[UsageFigure.Input] ?? Math.Max(0, total - figures[UsageFigure.Output] ?? 0);
        var output = figures[UsageFigure.Output] ?? Math.Max(0, total - figures[UsageFigure.Input] ?? 0);

        var read = figures.Get(UsageFigure.CacheRead);
        var written1h = figures.Get(UsageFigure.CacheWrite1h);
        var written5m = figures.Get(UsageFigure.CacheWrite5m);
        var written = figures[UsageFigure.CacheWrite] ?? written5m + written1h;
        if (figures.Accounting == UsageAccounting.Anthropic)
        {
            // Writes without a split have a lifetime of five minutes.
            written = Math.Max(written, written5m + written1h);
            written5m = written - written1h;
        }

        var reasoning = figures.Get(UsageFigure.Reasoning);
        var toolUse = figures.Get(UsageFigure.ToolUseInput);

        var apart = Convention(figures.Accounting, counting);
        var agrees = total is null || Fits(apart);
        for (var other = Apart.None; !agrees && other <= Apart.All; other++)
        {
            if (Fits(other))
                (apart, agrees) = (other, true);
        }

        // Gemini's OpenAI-compatible end points count thoughts only in the total.
        if (!agrees && counting == UsageWords.Gemini && reasoning == 0 && total - input - output - toolUse is > 0 and var thoughts)
            (reasoning, apart, agrees) = (thoughts, Apart.Reasoning | Apart.ToolUse, true);

        var usage = Buckets(figures, input, output, read, written, reasoning, apart);
        return usage with
        {
            CacheWrite = written - written5m - written1h,
            CacheWrite5m = written5m,
            CacheWrite1h = written1h,
            IsContradictory = !agrees || (input | output | (total ?? 0) | figures.Get(UsageFigure.CacheWrite) | toolUse) < 0,
        };

        bool Fits(Apart parts) => total == input + output
            + ((parts & Apart.Reasoning) != 0 ? reasoning : 0)
            + ((parts & Apart.Cache) != 0 ? read + written : 0)
            + ((parts & Apart.ToolUse) != 0 ? toolUse : 0);
    }

    private static TokenUsage Buckets(in UsageFigures figures, long input, long output, long read, long written, long reasoning, Apart apart)
    {
        var cachedAudio = figures.Get(UsageFigure.CacheReadAudio);
        var audioIn = figures.Get(UsageFigure.InputAudio) - cachedAudio;
        var audioOut = figures.Get(UsageFigure.OutputAudio);
        var imageIn = figures.Get(UsageFigure.InputImage);
        var imageOut = figures.Get(UsageFigure.OutputImage);
        if ((apart & Apart.Cache) == 0)
            input -= read + written;
        if ((apart & Apart.ToolUse) != 0)
            input += figures.Get(UsageFigure.ToolUseInput);
        if ((apart & Apart.Reasoning) != 0)
            output += reasoning;

        var usage = new TokenUsage
        {
            Input = input - audioIn - imageIn,
            CacheRead = read - cachedAudio,
            InputAudio = audioIn,
            CacheReadAudio = cachedAudio,
            InputImage = imageIn,
            Output = output - audioOut - imageOut,
            OutputAudio = audioOut,
            OutputImage = imageOut,
            Reasoning = reasoning,
        };
        return figures.HaveOthers ? WithUnits(usage, figures) : usage;
    }

    private static TokenUsage WithUnits(in TokenUsage usage, in UsageFigures figures) => usage with
    {
        WebSearches = figures.Get(UsageFigure.WebSearches),
        FileSearches = figures.Get(UsageFigure.FileSearches),
        CodeSessions = figures.Get(UsageFigure.CodeSessions),
        CodeExecutions = figures.Get(UsageFigure.CodeExecutions),
        RerankSearches = figures.Get(UsageFigure.RerankSearches),
        WebSearchPreviews = figures.Get(UsageFigure.WebSearchPreviews),
        MapSearches = figures.Get(UsageFigure.MapSearches),
        ImageGenerations = figures.Get(UsageFigure.ImageGenerations),
    };

    /// <summary>
    /// The parts that the provider's convention excludes. Figures with names of a single provider follow its convention; figures with
    /// OpenAI's names, which many providers use, follow that of the answering provider.
    /// </summary>
    private static Apart Convention(UsageAccounting accounting, string? counting) => accounting switch
    {
        UsageAccounting.Anthropic or UsageAccounting.Bedrock => Apart.Cache,
        UsageAccounting.Gemini => Apart.Reasoning | Apart.ToolUse,
        UsageAccounting.OpenAI => counting switch
        {
            UsageWords.Anthropic or UsageWords.Bedrock => Apart.Cache,
            UsageWords.Gemini => Apart.Reasoning | Apart.ToolUse,
            _ => Apart.None,
        },
        _ => Apart.ToolUse,
    };
}
