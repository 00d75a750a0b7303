namespace LoopbackLlm;

/// <summary>The ways in which a request can fail.</summary>
public enum FailureKind
{
    /// <summary>A status of 400 or more, with the provider's error body.</summary>
    Status,

    /// <summary>The connection closes in the middle of the answer.</summary>
    BrokenConnection,

    /// <summary>
    /// The stream says, in the provider's form, that an error has happened, and ends. Without a stream: as <see cref="Status"/>.
    /// </summary>
    StreamError,
}

/// <summary>A scripted failure.</summary>
public sealed record ScriptedFailure
{
    /// <summary>The way in which the request fails.</summary>
    public FailureKind Kind { get; init; }

    /// <summary>The status; 0 stands for 500.</summary>
    public int StatusCode { get; init; }

    /// <summary>The message of the error.</summary>
    public string? Message { get; init; }

    /// <summary>The type of the error; null for the word the provider uses with the status.</summary>
    public string? Type { get; init; }

    /// <summary>The value of the <c>Retry-After</c> header, sent in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How many chunks of a stream go out before it fails; at most all of them, never what follows them.</summary>
    public int AfterChunks { get; init; }

    /// <summary>An answer with a status of 400 or more.</summary>
    public static ScriptedFailure Status(int statusCode, TimeSpan? retryAfter = null, string? message = null) =>
        new() { Kind = FailureKind.Status, StatusCode = statusCode, RetryAfter = retryAfter, Message = message };

    /// <summary>A connection that closes after <paramref name="afterChunks"/> chunks of a stream, or halfway through a JSON body.</summary>
    public static ScriptedFailure BrokenConnection(int afterChunks = 0) =>
        new() { Kind = FailureKind.BrokenConnection, AfterChunks = afterChunks };

    /// <summary>An error that the stream itself reports after <paramref name="afterChunks"/> chunks.</summary>
    public static ScriptedFailure StreamError(int afterChunks = 0, string? message = null, string? type = null) =>
        new() { Kind = FailureKind.StreamError, AfterChunks = afterChunks, Message = message, Type = type };
}
