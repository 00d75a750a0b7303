namespace LoopbackLlm;

/// <summary>Settings of a <see cref="LoopbackServer"/>.</summary>
public sealed record LoopbackServerOptions
{
    /// <summary>The port on 127.0.0.1; 0 for any free port.</summary>
    public int Port { get; init; }

    /// <summary>The time before the first byte of a response, unless the script sets another.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The time before each chunk of a stream, unless the script sets another.</summary>
    public TimeSpan ChunkDelay { get; init; }
}
