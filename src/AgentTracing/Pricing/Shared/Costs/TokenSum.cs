namespace AgentTracing.Pricing;

/// <summary>Adds up the cost of tokens, without rounding.</summary>
internal interface ITokenSum
{
    /// <summary>The sum in US dollars.</summary>
    decimal Usd { get; }

    /// <summary>Adds tokens at a rate in pico-dollars.</summary>
    void Add(long tokens, long rate);
}

/// <summary>
/// A sum of ordinary amounts. Rates are whole pico-dollars, so they are added as integers, several times faster than as <see
/// cref="decimal"/>.
/// </summary>
internal struct PicoSum : ITokenSum
{
    /// <summary>
    /// The maximum number of tokens of a bucket. A rate is below 10^10 (a price has four digits and six decimals): fourteen buckets of this
    /// size stay below UInt64.MaxValue.
    /// </summary>
    public const long MaxTokens = (1L << 26) - 1;

    private ulong _pico;

    /// <inheritdoc/>
    public readonly decimal Usd
    {
        get
        {
            // Removes trailing zeros with a binary search from eight downwards; at most twelve of them are decimals.
            ulong digits = _pico;
            int decimals = Pico.Decimals;
            if (digits % 100_000_000 == 0)
                (digits, decimals) = (digits / 100_000_000, decimals - 8);
            if (digits % 10_000 == 0)
                (digits, decimals) = (digits / 10_000, decimals - 4);
            if (decimals >= 2 && digits % 100 == 0)
                (digits, decimals) = (digits / 100, decimals - 2);
            if (decimals >= 1 && digits % 10 == 0)
                (digits, decimals) = (digits / 10, decimals - 1);

            return Pico.ToDecimal((long)digits, decimals);
        }
    }

    /// <inheritdoc/>
    public void Add(long tokens, long rate) => _pico += (ulong)(tokens * rate);
}

/// <summary>A sum of amounts of any size.</summary>
internal struct DecimalSum : ITokenSum
{
    private decimal _usd;

    /// <inheritdoc/>
    public readonly decimal Usd => Pico.WithoutTrailingZeros(_usd);

    /// <inheritdoc/>
    public void Add(long tokens, long rate) => _usd += tokens * Pico.ToDecimal(rate, Pico.Decimals);
}

/// <summary>Conversions of pico-dollars and other scaled integers.</summary>
internal static class Pico
{
    /// <summary>Decimals of a pico-dollar in dollars.</summary>
    public const int Decimals = 12;

    private const decimal One = 1.000000000000000000000000000m;

    /// <summary>The number with <paramref name="digits"/>, of which <paramref name="decimals"/> are decimals.</summary>
    public static decimal ToDecimal(long digits, int decimals) => new((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)decimals);

    /// <summary>The same value with the minimum of decimals, as the result of a division by one with all decimals.</summary>
    public static decimal WithoutTrailingZeros(decimal value) => value / One;
}
