namespace LoopbackLlm;

/// <summary>How far an answer came.</summary>
public enum ReplyOutcome
{
    /// <summary>The answer is not finished, or the client left before it was.</summary>
    Unfinished,

    /// <summary>The answer went out in full.</summary>
    Completed,

    /// <summary>The answer was a status of 400 or more.</summary>
    Refused,

    /// <summary>The answer failed in its middle, as the script wanted.</summary>
    Broken,
}

/// <summary>A request the server received, and what it has sent in answer.</summary>
public sealed record LoggedRequest
{
    /// <summary>The request.</summary>
    public required LoopbackRequest Request { get; init; }

    /// <summary>The path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>The body as it came.</summary>
    public required string Body { get; init; }

    /// <summary>The status sent; 0 as long as none is.</summary>
    public int StatusCode { get; init; }

    /// <summary>The id of the answer; null as long as there is none.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The model the answer says it is from; null as long as there is none.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>How many chunks of a stream went out.</summary>
    public int Chunks { get; init; }

    /// <summary>
    /// The usage a client knows from what was sent, figure by figure; null when none was. Where a stream states a figure twice, the later
    /// one stands.
    /// </summary>
    public ScriptedUsage? Usage { get; init; }

    /// <summary>How far the answer came.</summary>
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

/// <summary>The sum of what one model of one provider was said to have used.</summary>
/// <param name="Provider">One of <see cref="LlmProvider"/>.</param>
/// <param name="Model">The model the answers said they are from.</param>
/// <param name="Requests">How many requests were answered with a status below 400.</param>
/// <param name="WithoutUsage">How many of them said nothing about usage.</param>
/// <param name="Usage">The sum of the others, figure by figure.</param>
public sealed record ModelTotals(string Provider, string Model, int Requests, int WithoutUsage, ScriptedUsage Usage);
