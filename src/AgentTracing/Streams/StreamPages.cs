using System.Runtime.CompilerServices;

namespace AgentTracing;

/// <summary>Which enumeration the pages of a stream came from.</summary>
internal sealed class StreamPages
{
    private readonly ConditionalWeakTable<object, StreamOperation> _operations = [];

    /// <summary>Takes note of a page.</summary>
    internal void Add(object? page, StreamOperation operation)
    {
        if (page is not null)
            _operations.AddOrUpdate(page, operation);
    }

    /// <summary>The elements of a page; null where it is none of the stream's.</summary>
    internal StreamOfPage? Find(object? page) => page is not null && _operations.TryGetValue(page, out var operation) ? new(operation) : null;
}
