using System.Diagnostics;
using System.Globalization;
using AgentTracing.Conventions;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>The usage of another library's span, in OpenTelemetry's attributes: input includes cache reads and writes.</summary>
internal static class NativeSpanUsage
{
    /// <summary>The former name of the cache writes (OpenTelemetry GenAI conventions, 2025).</summary>
    private const string CacheCreationInputTokens = "gen_ai.usage.cache_creation.input_tokens";

    /// <summary>The usage attributes.</summary>
    private static readonly string[] Attributes =
    [
        GenAIAttributes.UsageInputTokens,
        GenAIAttributes.UsageOutputTokens,
        GenAIAttributes.UsageCacheReadInputTokens,
        GenAIAttributes.UsageCacheWriteInputTokens,
        GenAIAttributes.UsageReasoningOutputTokens,
        CacheCreationInputTokens,
    ];

    /// <summary>The usage of a span; null when it has none.</summary>
    internal static TokenUsage? Read(Activity span)
    {
        var input = Number(span, GenAIAttributes.UsageInputTokens);
        var output = Number(span, GenAIAttributes.UsageOutputTokens);
        if (input is null && output is null)
            return null;

        return TokenUsage.FromUsageDetails(
            input,
            output,
            total: null,
            cached: Number(span, GenAIAttributes.UsageCacheReadInputTokens),
            cacheWrite: CacheWriteOf(span),
            reasoning: Number(span, GenAIAttributes.UsageReasoningOutputTokens));
    }

    /// <summary>
    /// The kinds of tokens that the attributes do not separate. The conventions have none for the lifetime of cache entries, audio and
    /// images.
    /// </summary>
    internal static UnreportedUsage Unreported(Activity span)
    {
        var unreported = UnreportedUsage.TimeToLive | UnreportedUsage.Modalities;
        if (Number(span, GenAIAttributes.UsageCacheReadInputTokens) is null)
            unreported |= UnreportedUsage.CacheRead;
        if (CacheWriteOf(span) is null)
            unreported |= UnreportedUsage.CacheWrite;
        return unreported;
    }

    /// <summary>Removes the usage from a span.</summary>
    internal static void Remove(Activity span)
    {
        foreach (var attribute in Attributes)
            span.SetTag(attribute, null);
    }

    /// <summary>The cost of a span in USD; null when it has none.</summary>
    internal static double? ReportedCost(Activity span)
        => span.GetTagItem(GenAIAttributes.UsageCost) is (int or long or double or decimal or float) and IConvertible number ? number.ToDouble(CultureInfo.InvariantCulture) : null;

    private static long? CacheWriteOf(Activity span) => Number(span, GenAIAttributes.UsageCacheWriteInputTokens) ?? Number(span, CacheCreationInputTokens);

    private static long? Number(Activity span, string attribute)
        => span.GetTagItem(attribute) is (int or long or double) and IConvertible number ? number.ToInt64(CultureInfo.InvariantCulture) : null;
}
