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
