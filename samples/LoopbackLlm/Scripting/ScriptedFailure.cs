namespace LoopbackLlm;

/// <summary>The ways in which a request can fail.</summary>
public enum FailureKind
{
    /// <summary>A status of 400 or more, with the provider's error body.</summary>
    Status,

    /// <summary>The connection closes before the end of the response.</summary>
    BrokenConnection,

    /// <summary>
    /// The stream reports an error in the provider's format, and ends. Same as <see cref="Status"/> if the response is not a stream.
    /// </summary>
    StreamError,
}

/// <summary>A scripted failure.</summary>
public sealed record ScriptedFailure
{
    /// <summary>How the request fails.</summary>
    public FailureKind Kind { get; init; }

    /// <summary>The status; 0 means 500.</summary>
    public int StatusCode { get; init; }

    /// <summary>The error message.</summary>
    public string? Message { get; init; }

    /// <summary>The error type; null for the provider's usual type for this status.</summary>
    public string? Type { get; init; }

    /// <summary>The value of the <c>Retry-After</c> header, sent in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The number of content chunks before the failure. If it exceeds the number of chunks, the failure follows the last one.
    /// </summary>
    public int AfterChunks { get; init; }

    /// <summary>A response with a status of 400 or more.</summary>
    public static ScriptedFailure Status(int statusCode, TimeSpan? retryAfter = null, string? message = null) =>
        new() { Kind = FailureKind.Status, StatusCode = statusCode, RetryAfter = retryAfter, Message = message };

    /// <summary>A connection that closes after <paramref name="afterChunks"/> chunks of a stream, or after half of a JSON body.</summary>
    public static ScriptedFailure BrokenConnection(int afterChunks = 0) =>
        new() { Kind = FailureKind.BrokenConnection, AfterChunks = afterChunks };

    /// <summary>A stream that reports an error after <paramref name="afterChunks"/> chunks.</summary>
    public static ScriptedFailure StreamError(int afterChunks = 0, string? message = null, string? type = null) =>
        new() { Kind = FailureKind.StreamError, AfterChunks = afterChunks, Message = message, Type = type };
}
