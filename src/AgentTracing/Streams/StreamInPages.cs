namespace AgentTracing;

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
