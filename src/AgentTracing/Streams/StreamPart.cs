namespace AgentTracing;

/// <summary>What of a stream is enumerated.</summary>
internal enum StreamPart
{
    /// <summary>Its elements, all of them.</summary>
    Whole,

    /// <summary>Its pages, each of which has elements: an SDK's own stream that sends a request for each.</summary>
    Pages,

    /// <summary>The elements of one page.</summary>
    Page,
}
