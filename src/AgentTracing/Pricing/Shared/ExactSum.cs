namespace AgentTracing.Pricing;

/// <summary>
/// A sum of dollars without rounding. A rate is whole pico-dollars a token, so everyday amounts are added as integers, several times faster than as
/// <see cref="decimal"/>; the others take the slower way.
/// </summary>
internal struct ExactSum
{
    /// <summary>Pico-dollars a piece in one micro-dollar per thousand pieces.</summary>
    public const long PicoPerMicroPerThousand = 1_000;

    // The highest rate is below 10^10 (a price has four digits and six decimals) or 10^13 by the piece: ten products of this size stay below Int64.MaxValue.
    private const ulong MaxFastAmount = 50_000_000;
    private const long MaxFastRate = 10_000_000_000;
    private const byte PicoDecimals = 12;

    private long _pico;
    private decimal _usd;

    /// <summary>Adds <paramref name="amount"/> at <paramref name="rate"/> pico-dollars each.</summary>
    public void Add(long amount, long rate)
    {
        if ((ulong)amount <= MaxFastAmount && rate <= MaxFastRate)
            _pico += amount * rate;
        else
            _usd += amount * new decimal((int)rate, (int)(rate >> 32), 0, false, PicoDecimals);
    }

    /// <summary>Multiplies what has been added so far.</summary>
    public void Multiply(decimal factor)
    {
        if (factor == 1)
            return;

        _usd = ToUsd() * factor;
        _pico = 0;
    }

    /// <summary>The sum, without trailing zeros.</summary>
    public readonly decimal ToUsd()
    {
        (long digits, byte decimals) = (_pico, PicoDecimals);
        while (decimals > 0 && digits % 10 == 0)
            (digits, decimals) = (digits / 10, (byte)(decimals - 1));

        decimal usd = new decimal((int)digits, (int)(digits >> 32), 0, false, decimals);
        return _usd == 0 ? usd : (_usd + usd) / WithoutTrailingZeros;
    }

    // Dividing by it leaves the value, and takes the trailing zeros off its representation.
    private const decimal WithoutTrailingZeros = 1.000000000000000000000000000m;
}
