using System.Runtime.CompilerServices;

namespace AgentTracing;

/// <summary>Which level of a stream is being enumerated: all elements, pages, or the elements of one page.</summary>
internal enum StreamPart
{
    /// <summary>All elements.</summary>
    Whole,

    /// <summary>The pages of an SDK's stream type, each of which is a request and contains elements.</summary>
    Pages,

    /// <summary>The elements of one page.</summary>
    Page,
}

/// <summary>Maps the pages of a stream to their enumerations.</summary>
internal sealed class StreamPages
{
    private readonly ConditionalWeakTable<object, StreamOperation> _operations = [];

    /// <summary>Adds a page.</summary>
    internal void Add(object? page, StreamOperation operation)
    {
        if (page is not null)
            _operations.AddOrUpdate(page, operation);
    }

    /// <summary>The elements of a page; null when it does not belong to the stream.</summary>
    internal StreamOfPage? Find(object? page) => page is not null && _operations.TryGetValue(page, out var operation) ? new(operation) : null;
}

/// <summary>A stream that is enumerated page by page.</summary>
internal sealed class StreamInPages(StreamSource source, StreamPages pages) : StreamSource
{
    internal override StreamOperation? Next(CancellationToken cancellationToken)
    {
        var operation = source.Next(cancellationToken);
        if (operation is not null)
            operation.Pages = pages;
        return operation;
    }
}

/// <summary>The elements of one page of a stream: part of the operation of the enumeration that produced the page.</summary>
internal sealed class StreamOfPage(StreamOperation operation) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => operation;
}
