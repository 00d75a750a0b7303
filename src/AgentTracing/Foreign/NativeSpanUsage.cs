using System.Diagnostics;
using System.Globalization;
using AgentTracing.Conventions;
using AgentTracing.Pricing;

namespace AgentTracing;

/// <summary>The usage that another library's span says, in OpenTelemetry's attributes: input includes what came from or went to a cache.</summary>
internal static class NativeSpanUsage
{
    /// <summary>Spelling of the cache writes before they were renamed (OpenTelemetry GenAI conventions, 2025).</summary>
    private const string CacheCreationInputTokens = "gen_ai.usage.cache_creation.input_tokens";

    /// <summary>The attributes that say a usage.</summary>
    private static readonly string[] Attributes =
    [
        GenAIAttributes.UsageInputTokens,
        GenAIAttributes.UsageOutputTokens,
        GenAIAttributes.UsageCacheReadInputTokens,
        GenAIAttributes.UsageCacheWriteInputTokens,
        GenAIAttributes.UsageReasoningOutputTokens,
        CacheCreationInputTokens,
    ];

    /// <summary>The usage of a span; null when it says none.</summary>
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

    /// <summary>What the attributes do not tell apart. The conventions have none for a time to live, for audio and for images.</summary>
    internal static UntoldUsage Untold(Activity span)
    {
        var untold = UntoldUsage.TimeToLive | UntoldUsage.Modalities;
        if (Number(span, GenAIAttributes.UsageCacheReadInputTokens) is null)
            untold |= UntoldUsage.CacheRead;
        if (CacheWriteOf(span) is null)
            untold |= UntoldUsage.CacheWrite;
        return untold;
    }

    /// <summary>Takes the usage off a span.</summary>
    internal static void Remove(Activity span)
    {
        foreach (var attribute in Attributes)
            span.SetTag(attribute, null);
    }

    /// <summary>The cost that a span says, in USD; null when it says none.</summary>
    internal static double? ReportedCost(Activity span)
        => span.GetTagItem(GenAIAttributes.UsageCost) is (int or long or double or decimal or float) and IConvertible number ? number.ToDouble(CultureInfo.InvariantCulture) : null;

    private static long? CacheWriteOf(Activity span) => Number(span, GenAIAttributes.UsageCacheWriteInputTokens) ?? Number(span, CacheCreationInputTokens);

    private static long? Number(Activity span, string attribute)
        => span.GetTagItem(attribute) is (int or long or double) and IConvertible number ? number.ToInt64(CultureInfo.InvariantCulture) : null;
}
