using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Versions of what generated code may call. Generated code refers to the one it was written for, so that a generator and a run time
/// that do not belong together fail to compile instead of failing to trace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCodeContract
{
    /// <summary>The first contract.</summary>
    public const int V1 = 1;
}
