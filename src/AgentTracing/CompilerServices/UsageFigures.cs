using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>Usage as a provider reports it, figure by figure, before the figures are brought to disjoint buckets.</summary>
internal struct UsageFigures
{
    internal UsageAccounting Accounting;
    private int _known;
    private Values _values;

    private readonly long? Input => this[UsageFigure.Input];

    private readonly long? Output => this[UsageFigure.Output];

    private readonly long? Total => this[UsageFigure.Total];

    private readonly long? CacheRead => this[UsageFigure.CacheRead];

    private readonly long? CacheWrite => this[UsageFigure.CacheWrite];

    private readonly long? CacheWrite5m => this[UsageFigure.CacheWrite5m];

    private readonly long? CacheWrite1h => this[UsageFigure.CacheWrite1h];

    private readonly long? Reasoning => this[UsageFigure.Reasoning];

    private readonly long? InputAudio => this[UsageFigure.InputAudio];

    private readonly long? OutputAudio => this[UsageFigure.OutputAudio];

    private readonly long? ToolUseInput => this[UsageFigure.ToolUseInput];

    private readonly long? WebSearches => this[UsageFigure.WebSearches];

    private readonly long? this[UsageFigure figure] => (_known & (1 << (int)figure)) == 0 ? null : _values[(int)figure];

    /// <summary>Sets a figure; null leaves it as it was.</summary>
    internal void Set(UsageFigure figure, long? value)
    {
        if (value is not { } known)
            return;

        _known |= 1 << (int)figure;
        _values[(int)figure] = known;
    }

    /// <summary>The disjoint buckets; false where neither input nor output was reported.</summary>
    internal readonly bool TryGetUsage(out TokenUsage usage)
    {
        usage = default;
        if (Input is null && Output is null)
            return false;

        var input = Input ?? 0;
        var output = Output ?? 0;
        usage = Accounting switch
        {
            UsageAccounting.Anthropic => TokenUsage.FromAnthropic(
                input, output, CacheRead ?? 0, CacheWrite ?? (CacheWrite5m ?? 0) + (CacheWrite1h ?? 0), CacheWrite5m, CacheWrite1h, Reasoning ?? 0),
            UsageAccounting.Gemini => TokenUsage.FromGemini(
                input, output, Reasoning ?? 0, CacheRead ?? 0, ToolUseInput ?? 0, InputAudio ?? 0),
            UsageAccounting.Bedrock => TokenUsage.FromBedrock(input, output, CacheRead ?? 0, CacheWrite ?? 0, CacheWrite1h ?? 0),
            UsageAccounting.Xai => TokenUsage.FromXai(input, output, Total ?? input + output, CacheRead ?? 0, Reasoning ?? 0),
            UsageAccounting.Cohere => TokenUsage.FromCohere(input, output),
            UsageAccounting.Ollama => TokenUsage.FromOllama(input, output),
            UsageAccounting.UsageDetails => FromUsageDetails(),
            _ => TokenUsage.FromOpenAI(
                input, output, CacheRead ?? 0, CacheWrite ?? 0, InputAudio ?? 0, OutputAudio ?? 0, Reasoning ?? 0),
        };

        if (WebSearches is > 0)
            usage = usage with { WebSearches = WebSearches.Value };
        return true;
    }

    private readonly TokenUsage FromUsageDetails()
    {
        var usage = TokenUsage.FromUsageDetails(Input, Output, Total, CacheRead, CacheWrite ?? Sum(CacheWrite5m, CacheWrite1h), Reasoning);

        // The adapters know no TTL; where the provider's own figures were read as well, the writes are told apart by it.
        if (CacheWrite1h is > 0 and var longLived && longLived <= usage.CacheWrite)
            usage = usage with { CacheWrite = usage.CacheWrite - longLived, CacheWrite1h = longLived };
        if (CacheWrite5m is > 0 and var shortLived && shortLived <= usage.CacheWrite)
            usage = usage with { CacheWrite = usage.CacheWrite - shortLived, CacheWrite5m = shortLived };
        if (InputAudio is > 0 and var audioIn && audioIn <= usage.Input)
            usage = usage with { Input = usage.Input - audioIn, InputAudio = audioIn };
        if (OutputAudio is > 0 and var audioOut && audioOut <= usage.Output)
            usage = usage with { Output = usage.Output - audioOut, OutputAudio = audioOut };
        return usage;
    }

    private static long? Sum(long? first, long? second) => first is null && second is null ? null : (first ?? 0) + (second ?? 0);

    /// <summary>One value a figure: half the size of as many nullable fields, and there is one of these for each call of a model.</summary>
    [InlineArray((int)UsageFigure.WebSearches + 1)]
    private struct Values
    {
        private long _first;
    }
}
