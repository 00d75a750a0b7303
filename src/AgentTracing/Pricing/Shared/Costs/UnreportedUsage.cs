namespace AgentTracing;

/// <summary>Kinds of tokens that a usage does not report separately: they are part of plain input and output.</summary>
[Flags]
internal enum UnreportedUsage : byte
{
    /// <summary>Everything is reported.</summary>
    None = 0,

    /// <summary>Cache reads.</summary>
    CacheRead = 1,

    /// <summary>Cache writes.</summary>
    CacheWrite = 2,

    /// <summary>The lifetime of cache writes.</summary>
    TimeToLive = 4,

    /// <summary>Audio and images.</summary>
    Modalities = 8,

    /// <summary>Only input and output are reported.</summary>
    All = CacheRead | CacheWrite | Modalities,
}
