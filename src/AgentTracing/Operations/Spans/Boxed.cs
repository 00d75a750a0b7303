namespace AgentTracing;

/// <summary>A cache of boxed small counts: attributes are objects, and small counts of calls and tokens repeat.</summary>
internal static class Boxed
{
    private const int Size = 1024;

    private static readonly object?[] Small = new object?[Size];

    /// <summary>The count as an object.</summary>
    internal static object Of(long count) => (ulong)count < Size ? Small[count] ??= count : count;
}
