using System.Runtime.CompilerServices;

namespace AgentTracing;

/// <summary>The elements of one page of a stream: part of the operation of the enumeration that the page came from.</summary>
internal sealed class StreamOfPage(StreamOperation operation) : StreamSource
{
    private static readonly ConditionalWeakTable<object, StreamOperation> Pages = [];

    internal override StreamOperation Next(CancellationToken cancellationToken) => operation;

    /// <summary>Remembers which enumeration a page came from.</summary>
    internal static void Remember(object? page, StreamOperation operation)
    {
        if (page is not null)
            Pages.AddOrUpdate(page, operation);
    }

    /// <summary>The elements of a page; null where it did not come from an enumeration of ours.</summary>
    internal static StreamOfPage? Find(object? page) => page is not null && Pages.TryGetValue(page, out var operation) ? new(operation) : null;
}
