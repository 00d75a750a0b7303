namespace LoopbackLlm;

/// <summary>How a <see cref="LoopbackServer"/> runs.</summary>
public sealed record LoopbackServerOptions
{
    /// <summary>The port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>How long the first byte of an answer takes, unless the script says otherwise.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long each chunk of a stream takes, unless the script says otherwise.</summary>
    public TimeSpan ChunkDelay { get; init; }
}
