namespace AgentTracing;

/// <summary>A score for back ends.</summary>
public sealed record Score
{
    /// <summary>Id of the score: a later score with the same id replaces it at the back end.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the score, such as <c>relevance</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>The reason.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// The rating of the score, as the evaluator spells it, such as <c>Good</c> (Microsoft.Extensions.AI.Evaluation); null when the
    /// evaluator did not interpret it.
    /// </summary>
    public string? Rating { get; init; }

    /// <summary>Whether the score is a failure; null when the evaluator did not interpret it.</summary>
    public bool? Failed { get; init; }

    /// <summary>The evaluator's diagnostics of the score, such as <c>Warning: the answer was cut</c>.</summary>
    public IReadOnlyList<string> Diagnostics { get; init; } = [];

    /// <summary>The kind of the target.</summary>
    public required ScoreTargetKind Target { get; init; }

    /// <summary>The trace, 32 hexadecimal digits; null for a session.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span, 16 hexadecimal digits; null for a trace or a session.</summary>
    public string? SpanId { get; init; }

    /// <summary>The session; null for a span or a trace.</summary>
    public string? SessionId { get; init; }

    /// <summary>The environment of the scope.</summary>
    public string? Environment { get; init; }

    /// <summary>The time of the score.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
