using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <content>Usage that has to be reconciled with its total.</content>
public readonly partial record struct TokenUsage
{
    /// <summary>
    /// Microsoft.Extensions.AI's <c>UsageDetails</c>, reconciled with its total. By its documentation the input count includes cached tokens and the
    /// output count includes reasoning; adapters differ. If the total is not input + output, the reasoning is assumed to be missing in the
    /// output, then the cached and written tokens in the input, then both. If nothing adds up, the usage is invalid.
    /// </summary>
    /// <param name="input"><c>InputTokenCount</c>; if missing, the rest of the total.</param>
    /// <param name="output"><c>OutputTokenCount</c>; if missing, the rest of the total.</param>
    /// <param name="total"><c>TotalTokenCount</c>; if missing, the counts are used as documented.</param>
    /// <param name="cached"><c>CachedInputTokenCount</c>.</param>
    /// <param name="cacheWrite">Tokens written to a prompt cache, which adapters put into <c>AdditionalCounts</c>.</param>
    /// <param name="reasoning"><c>ReasoningTokenCount</c>.</param>
    public static TokenUsage FromUsageDetails(long? input, long? output, long? total, long? cached = null, long? cacheWrite = null, long? reasoning = null)
    {
        var figures = new UsageFigures { Accounting = UsageAccounting.UsageDetails };
        figures.Set(UsageFigure.Input, input);
        figures.Set(UsageFigure.Output, output);
        figures.Set(UsageFigure.Total, total);
        figures.Set(UsageFigure.CacheRead, cached);
        figures.Set(UsageFigure.CacheWrite, cacheWrite);
        figures.Set(UsageFigure.Reasoning, reasoning);
        UsageOverlap.Resolve(figures, counting: null, out var usage);
        return usage;
    }
}
