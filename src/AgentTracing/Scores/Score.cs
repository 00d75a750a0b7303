namespace AgentTracing;

/// <summary>A score, as it is handed to back ends.</summary>
public sealed record Score
{
    /// <summary>Id of the score: a back end that gets the same id again replaces the score.</summary>
    public required string Id { get; init; }

    /// <summary>What is judged, such as <c>relevance</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The judgement.</summary>
    public required ScoreValue Value { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    /// <summary>What the score amounts to, as the evaluator spells it, such as <c>Good</c> (Microsoft.Extensions.AI.Evaluation); null if the evaluator did not interpret it.</summary>
    public string? Rating { get; init; }

    /// <summary>Whether the score is a failure; null if the evaluator did not interpret it.</summary>
    public bool? Failed { get; init; }

    /// <summary>What the evaluator notes about the score, such as <c>Warning: the answer was cut</c>.</summary>
    public IReadOnlyList<string> Diagnostics { get; init; } = [];

    /// <summary>What the score is about.</summary>
    public required ScoreTargetKind Target { get; init; }

    /// <summary>The trace, 32 hexadecimal digits; null for a session.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span, 16 hexadecimal digits; null for a trace or a session.</summary>
    public string? SpanId { get; init; }

    /// <summary>The session; null for a span or a trace.</summary>
    public string? SessionId { get; init; }

    /// <summary>The environment of the scope.</summary>
    public string? Environment { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
