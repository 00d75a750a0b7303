using System.Runtime.CompilerServices;

namespace AgentTracing;

/// <summary>Which level of a stream is being enumerated: all elements, pages, or the elements of one page.</summary>
internal enum StreamPart
{
    /// <summary>Its elements, all of them.</summary>
    Whole,

    /// <summary>Its pages, each of which has elements: an SDK's own stream that sends a request for each.</summary>
    Pages,

    /// <summary>The elements of one page.</summary>
    Page,
}

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

    /// <summary>The elements of a page; null when it is none of the stream's.</summary>
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

/// <summary>The elements of one page of a stream: part of the operation of the enumeration that the page came from.</summary>
internal sealed class StreamOfPage(StreamOperation operation) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => operation;
}
