namespace AgentTracing.Pricing;

/// <summary>
/// A sum of dollars without rounding. A token's rate is whole pico-dollars, so everyday amounts are added as integers, several times faster than as
/// <see cref="decimal"/>; the others take the slower way.
/// </summary>
internal struct ExactSum
{
    private const int PicoDecimals = 12;

    // A rate is below 10^10 (a price has four digits and six decimals): ten buckets of this size stay below Int64.MaxValue.
    private const ulong MaxFastTokens = 50_000_000;

    // Dividing by it leaves the value, and takes the trailing zeros off its representation.
    private const decimal One = 1.000000000000000000000000000m;

    private long _picoOfTokens;
    private decimal _usdOfTokens;
    private decimal _usdOfUnits;
    private decimal _factor;
    private bool _isFactored;
    private bool _hasDecimals;

    /// <summary>Adds tokens at a rate in pico-dollars.</summary>
    public void AddTokens(long tokens, long rate)
    {
        if ((ulong)tokens <= MaxFastTokens)
            _picoOfTokens += tokens * rate;
        else
            AddSlowly(tokens, rate);
    }

    /// <summary>Adds units at a price in micro-dollars per thousand.</summary>
    public void AddUnits(long units, long price)
    {
        _usdOfUnits += units * Pico(price, decimals: 9);
        _hasDecimals = true;
    }

    /// <summary>Multiplies the price of the tokens, not of the units.</summary>
    public void MultiplyBy(decimal factor)
    {
        _factor = _isFactored ? _factor * factor : factor;
        _isFactored = true;
        _hasDecimals = true;
    }

    /// <summary>The sum, without trailing zeros.</summary>
    public readonly decimal ToUsd()
    {
        decimal usd = Trimmed((ulong)_picoOfTokens);
        return _hasDecimals ? (((usd + _usdOfTokens) * (_isFactored ? _factor : 1)) + _usdOfUnits) / One : usd;
    }

    private void AddSlowly(long tokens, long rate)
    {
        _usdOfTokens += tokens * Pico(rate, PicoDecimals);
        _hasDecimals = true;
    }

    private static decimal Trimmed(ulong pico)
    {
        int decimals = PicoDecimals;
        if (pico % 1_000_000 == 0)
            (pico, decimals) = (pico / 1_000_000, decimals - 6);
        if (pico % 1_000 == 0)
            (pico, decimals) = (pico / 1_000, decimals - 3);
        while (decimals > 0 && pico % 10 == 0)
            (pico, decimals) = (pico / 10, decimals - 1);

        return Pico((long)pico, decimals);
    }

    private static decimal Pico(long digits, int decimals) => new((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)decimals);
}
