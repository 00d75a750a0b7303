using System.Diagnostics;

namespace AgentTracing;

/// <summary>The kind of a score's target.</summary>
public enum ScoreTargetKind
{
    /// <summary>One span.</summary>
    Span,

    /// <summary>A whole trace.</summary>
    Trace,

    /// <summary>A session.</summary>
    Session,
}

/// <summary>The target of a score: the current span, trace or session, or one by its id, for later scores.</summary>
public readonly record struct ScoreTarget
{
    private ScoreTarget(ScoreTargetKind kind, ActivityContext? context = null, string? sessionId = null)
    {
        Kind = kind;
        Context = context;
        SessionId = sessionId;
    }

    /// <summary>The span of the innermost operation that is not an evaluator.</summary>
    public static ScoreTarget CurrentSpan => default;

    /// <summary>The trace of the current span.</summary>
    public static ScoreTarget CurrentTrace => new(ScoreTargetKind.Trace);

    /// <summary>The session of the current scope.</summary>
    public static ScoreTarget CurrentSession => new(ScoreTargetKind.Session);

    internal ScoreTargetKind Kind { get; }

    /// <summary>The given span; null for the current one.</summary>
    internal ActivityContext? Context { get; }

    internal string? SessionId { get; }

    /// <summary>A span, such as <see cref="AgentOperation.Context"/> or a kept <see cref="Activity.Context"/>.</summary>
    /// <param name="context">The span's context; if it is invalid or its trace is not recorded, the score is not recorded.</param>
    public static ScoreTarget Span(ActivityContext context) => new(ScoreTargetKind.Span, context);

    /// <summary>A span by its ids.</summary>
    /// <param name="traceId">Id of the trace, 32 hexadecimal digits.</param>
    /// <param name="spanId">Id of the span, 16 hexadecimal digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not a valid id.</exception>
    public static ScoreTarget Span(string traceId, string spanId)
        => new(ScoreTargetKind.Span, new(ActivityTraceId.CreateFromString(traceId), ActivitySpanId.CreateFromString(spanId), ActivityTraceFlags.Recorded));

    /// <summary>A trace by its id.</summary>
    /// <param name="traceId">Id of the trace, 32 hexadecimal digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not a valid id.</exception>
    public static ScoreTarget Trace(string traceId)
        => new(ScoreTargetKind.Trace, new(ActivityTraceId.CreateFromString(traceId), default, ActivityTraceFlags.Recorded));

    /// <summary>A session by its id.</summary>
    /// <param name="sessionId">Id of the session, as given to <see cref="AgentTrace.BeginScope"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="sessionId"/> is null or empty.</exception>
    public static ScoreTarget Session(string sessionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(sessionId);
        return new(ScoreTargetKind.Session, null, sessionId);
    }
}
