namespace AgentTracing;

/// <summary>Small counts as objects, made once: attributes take objects, and counts of calls, and of tokens of short answers, come again and again.</summary>
internal static class Boxed
{
    private const int Size = 1024;

    private static readonly object?[] Small = new object?[Size];

    /// <summary>The count as an object.</summary>
    internal static object Of(long count) => (ulong)count < Size ? Small[count] ??= count : count;
}
