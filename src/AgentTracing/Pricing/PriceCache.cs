using System.Runtime.InteropServices;

namespace AgentTracing.Pricing;

/// <summary>
/// A cache of lookups, by provider and model strings. It is bounded, because models come from responses. It takes no lock, because losing
/// an entry only costs a lookup.
/// </summary>
internal sealed class PriceCache
{
    private const int SlotBits = 11;
    private const int Slots = 1 << SlotBits;

    // The catalogue's models fill three quarters of the slots; with this number of probes each of them has a slot. The few models of a
    // program are found at the first probe.
    private const int Probes = 64;

    // Multiplication carries every bit upwards, so the highest bits are the hash.
    private const ulong Odd = 0x9E3779B97F4A7C15;

    private readonly CachedPrice?[] _slots = new CachedPrice?[Slots];

    /// <summary>Finds the price that <see cref="Add"/> stored for equal strings; null when there is none, or it was replaced.</summary>
    public CachedPrice? Find(string? provider, string? model)
    {
        uint hash = Hash(provider, model);
        for (uint i = 0; i < Probes; i++)
        {
            CachedPrice? candidate = _slots[(hash + i) % Slots];
            if (candidate is null)
                return null;
            if (candidate.Model == model && candidate.Provider == provider)
                return candidate;
        }

        return null;
    }

    /// <summary>Stores a price, and replaces another one if its slots are taken.</summary>
    public void Add(CachedPrice price)
    {
        uint hash = Hash(price.Provider, price.Model);
        uint slot = hash % Slots;
        for (uint i = 0; i < Probes && _slots[slot] is not null; i++)
            slot = (hash + i) % Slots;

        Volatile.Write(ref _slots[slot], price);
    }

    // For the provider, the length is sufficient, because a model has few providers. The model is hashed in blocks of eight bytes, of which
    // the last may overlap. This takes a fraction of the time of string.GetHashCode, whose defence against chosen keys a bounded cache does
    // not need.
    private static uint Hash(string? provider, string? model)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(model.AsSpan());
        ulong hash = ((ulong)(uint)(provider?.Length ?? -1) << 32) + (ulong)bytes.Length;
        if (bytes.Length < sizeof(ulong))
        {
            foreach (byte single in bytes)
                hash = (hash * Odd) + single;
        }
        else
        {
            foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
                hash = (hash * Odd) + word;

            hash = (hash * Odd) + MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..]);
        }

        return (uint)((hash * Odd) >> (64 - SlotBits));
    }
}

/// <summary>A resolved price, and the strings of its lookup.</summary>
internal sealed class CachedPrice(string? provider, string? model, ResolvedPrice price)
{
    public string? Provider { get; } = provider;

    public string? Model { get; } = model;

    public ResolvedPrice Price { get; } = price;

    /// <summary>
    /// Whether the current price depends on the clock: it has several periods, or windows of hours. A clock that was set back may be in an
    /// earlier period again.
    /// </summary>
    public bool ChangesWithTime { get; } = price.Entry is { } entry && (entry.Periods.Length > 1 || entry.Periods.Any(period => period.Windows.Length > 0));
}
