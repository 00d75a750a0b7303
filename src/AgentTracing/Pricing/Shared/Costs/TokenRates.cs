namespace AgentTracing.Pricing;

/// <summary>
/// Pico-dollars per token of each bucket of <see cref="TokenUsage"/>, in which rates that a card omits are derived from those that it
/// lists.
/// </summary>
internal sealed class TokenRates(Rates rates)
{
    /// <summary>No rate: such tokens cannot come from the model.</summary>
    public const long None = -1;

    public readonly long Input = rates.Input;

    /// <summary>Without a listed price, cache reads cost the same as input.</summary>
    public readonly long CacheRead = rates.CacheRead ?? rates.Input;

    /// <summary>Without a listed price, cache writes cost the same as input.</summary>
    public readonly long CacheWrite = Write(rates, "default");

    public readonly long CacheWrite5m = Write(rates, "5m");

    public readonly long CacheWrite1h = Write(rates, "1h");

    public readonly long InputAudio = rates.InputAudio ?? rates.Input;

    public readonly long CacheReadAudio = rates.CacheReadAudio ?? rates.CacheRead ?? rates.InputAudio ?? rates.Input;

    public readonly long InputImage = rates.InputImage ?? rates.Input;

    public readonly long Output = rates.Output ?? None;

    public readonly long OutputAudio = rates.OutputAudio ?? rates.Output ?? None;

    public readonly long OutputImage = rates.OutputImage ?? rates.Output ?? None;

    /// <summary>Only if reasoning has its own price.</summary>
    public readonly long Reasoning = rates.Reasoning ?? None;

    private static long Write(Rates rates, string timeToLive)
    {
        if (rates.CacheWrite is not { } writes)
            return rates.Input;

        return writes.TryGetValue(timeToLive, out long rate) || writes.TryGetValue("default", out rate) ? rate : rates.Input;
    }
}
