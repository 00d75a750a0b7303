namespace AgentTracing;

/// <summary>The elements of one page of a stream: part of the operation of the enumeration that the page came from.</summary>
internal sealed class StreamOfPage(StreamOperation operation) : StreamSource
{
    internal override StreamOperation Next(CancellationToken cancellationToken) => operation;
}
