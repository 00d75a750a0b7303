using System.Globalization;
using System.Runtime.CompilerServices;

namespace AgentTracing.CompilerServices;

/// <summary>Usage as a provider reports it, figure by figure, before the conversion to disjoint buckets.</summary>
internal struct UsageFigures
{
    private const int Common = (int)UsageFigure.InputAudio;
    private const int All = (int)UsageFigure.ImageGenerations + 1;

    internal UsageAccounting Accounting;
    private int _known;
    private int _apart;
    private Values _values;

    // Allocated for the first rare figure that is not zero, and for values beyond 32 bits; most responses have none.
    private long[]? _others;

    /// <summary>A figure; null when none was reported.</summary>
    internal readonly long? this[UsageFigure figure]
        => (_known & (1 << (int)figure)) == 0 ? null : (_apart & (1 << (int)figure)) == 0 ? _values[(int)figure] : _others![(int)figure];

    /// <summary>Whether there is a usage: input, output, or the searches of a reranker, which has no tokens.</summary>
    internal readonly bool AreKnown
        => (_known & ((1 << (int)UsageFigure.Input) | (1 << (int)UsageFigure.Output) | (1 << (int)UsageFigure.RerankSearches))) != 0;

    /// <summary>Whether a rare figure is known.</summary>
    internal readonly bool HaveOthers => _others is not null;

    /// <summary>A figure; zero when none was reported.</summary>
    internal readonly long Get(UsageFigure figure) => this[figure] ?? 0;

    /// <summary>
    /// Gets input and output if both are known, the total is their sum or unknown, and all other figures are zero, as in most responses.
    /// SDKs without nullable values report zero when the response has no total.
    /// </summary>
    internal readonly bool TryGetTotalsAlone(out long input, out long output)
    {
        const int Both = (1 << (int)UsageFigure.Input) | (1 << (int)UsageFigure.Output);
        (input, output) = (_values[(int)UsageFigure.Input], _values[(int)UsageFigure.Output]);
        long total = _values[(int)UsageFigure.Total];
        return (_known & Both) == Both
            && _others is null
            && (total == 0 || total == input + output)
            && (_values[(int)UsageFigure.CacheRead] | _values[(int)UsageFigure.CacheWrite] | _values[(int)UsageFigure.CacheWrite5m]
                | _values[(int)UsageFigure.CacheWrite1h] | _values[(int)UsageFigure.Reasoning]) == 0;
    }

    /// <summary>Sets a figure; null leaves it unchanged.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Set(UsageFigure figure, long? value)
    {
        if (value is { } known)
            SetKnown(figure, known);
    }

    private void SetKnown(UsageFigure figure, long known)
    {
        var bit = 1 << (int)figure;
        if ((int)figure < Common && known is >= 0 and <= uint.MaxValue)
        {
            _values[(int)figure] = (uint)known;
            _apart &= ~bit;
        }
        else
        {
            if (_others is null && known == 0)
                return;

            (_others ??= new long[All])[(int)figure] = known;
            _apart |= bit;
        }

        _known |= bit;
    }

    /// <summary>The known figures, for messages: <c>Input=3, Output=5</c>.</summary>
    public override readonly string ToString()
    {
        var figures = this;
        return string.Join(
            ", ", Enum.GetValues<UsageFigure>().Where(figure => figures[figure] is not null).Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure}={figures[figure]}")));
    }

    /// <summary>One value for each figure: half the size of nullable fields, which matters because each model call has one.</summary>
    [InlineArray(Common)]
    private struct Values
    {
        private uint _first;
    }
}
