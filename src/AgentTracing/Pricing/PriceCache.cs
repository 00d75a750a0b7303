using System.Runtime.InteropServices;

namespace AgentTracing.Pricing;

/// <summary>
/// What lookups found, by provider and model as given. It is bounded, since models come from responses; it takes no lock, since losing an entry costs one lookup.
/// </summary>
internal sealed class PriceCache
{
    private const int Slots = 2048;
    private const int Probes = 8;

    private readonly CachedPrice?[] _slots = new CachedPrice?[Slots];

    /// <summary>Finds what <see cref="Add"/> stored for equal strings; null where there is nothing, or no longer.</summary>
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

    /// <summary>Stores a price, over another one where its slots are taken.</summary>
    public void Add(CachedPrice price)
    {
        uint hash = Hash(price.Provider, price.Model);
        uint slot = hash % Slots;
        for (uint i = 0; i < Probes && _slots[slot] is not null; i++)
            slot = (hash + i) % Slots;

        Volatile.Write(ref _slots[slot], price);
    }

    private static uint Hash(string? provider, string? model) => (uint)Mix(Hash(model), Hash(provider));

    // Eight bytes at a time, the last eight whether they overlap or not: a fraction of the time of string.GetHashCode, whose defence against
    // chosen keys a bounded cache does not need.
    private static ulong Hash(string? text)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text.AsSpan());
        ulong hash = (ulong)bytes.Length;
        if (bytes.Length >= sizeof(ulong))
        {
            foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
                hash = Mix(hash, word);

            return Mix(hash, MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..]));
        }

        foreach (byte tail in bytes)
            hash = Mix(hash, tail);

        return hash;
    }

    // The product carries every bit upwards, the shift brings the upper ones back down.
    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 32);
    }
}

/// <summary>A resolved price, and the strings it was asked for with.</summary>
internal sealed class CachedPrice(string? provider, string? model, ResolvedPrice price)
{
    public string? Provider { get; } = provider;

    public string? Model { get; } = model;

    public ResolvedPrice Price { get; } = price;

    /// <summary>
    /// Whether the price of "now" depends on the clock: it has hours of its own, or its last period is still to come. A period that has started stays in force.
    /// </summary>
    public bool ChangesWithTime { get; } =
        price.Entry is { } entry && (entry.Periods[^1].From > DateTime.UtcNow || entry.Periods.Any(period => period.Windows.Length > 0));
}
