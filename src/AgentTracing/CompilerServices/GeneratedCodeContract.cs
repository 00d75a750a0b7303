using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// Versions of the API for generated code. Generated code references its version, so an incompatible generator and run time fail to compile
/// instead of failing to trace.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeneratedCodeContract
{
    /// <summary>The first contract.</summary>
    public const int V1 = 1;
}
