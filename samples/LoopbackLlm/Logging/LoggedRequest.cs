namespace LoopbackLlm;

/// <summary>How much of a response was sent.</summary>
public enum ReplyOutcome
{
    /// <summary>The response is not finished, or the client disconnected before the end.</summary>
    Unfinished,

    /// <summary>The response was sent completely.</summary>
    Completed,

    /// <summary>The response had a status of 400 or more.</summary>
    Refused,

    /// <summary>The response failed before its end, as scripted.</summary>
    Broken,
}

/// <summary>A request that the server received, and the response it sent.</summary>
public sealed record LoggedRequest
{
    /// <summary>The request.</summary>
    public required LoopbackRequest Request { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>The body as it was received.</summary>
    public required string Body { get; init; }

    /// <summary>The status that was sent; 0 before that.</summary>
    public int StatusCode { get; init; }

    /// <summary>The id of the response; null when none was sent.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The model named in the response; null when none was sent.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>The number of content chunks that were sent.</summary>
    public int Chunks { get; init; }

    /// <summary>
    /// The usage that was sent, figure by figure; null when none was. If a stream contains a figure twice, the later one counts.
    /// </summary>
    public ScriptedUsage? Usage { get; init; }

    /// <summary>How much of the response was sent.</summary>
    public ReplyOutcome Outcome { get; init; }

    /// <inheritdoc cref="LoopbackRequest.Provider"/>
    public string Provider => Request.Provider;

    /// <inheritdoc cref="LoopbackRequest.Operation"/>
    public string Operation => Request.Operation;

    /// <inheritdoc cref="LoopbackRequest.Model"/>
    public string Model => Request.Model;

    /// <inheritdoc cref="LoopbackRequest.IsStreaming"/>
    public bool IsStreaming => Request.IsStreaming;

    /// <inheritdoc cref="LoopbackRequest.Headers"/>
    public IReadOnlyDictionary<string, string> Headers => Request.Headers;
}

/// <summary>The sum of the usage that was sent for one model of one provider.</summary>
/// <param name="Provider">One of <see cref="LlmProvider"/>.</param>
/// <param name="Model">The model named in the responses.</param>
/// <param name="Requests">The number of requests with a response status below 400.</param>
/// <param name="WithoutUsage">The number of these responses without usage.</param>
/// <param name="Usage">The sum of the usage, figure by figure.</param>
public sealed record ModelTotals(string Provider, string Model, int Requests, int WithoutUsage, ScriptedUsage Usage);
