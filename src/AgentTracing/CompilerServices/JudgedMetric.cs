using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// One metric of what an evaluator returned: its score, and what is said about it. Filled by generated code, from an <c>EvaluationMetric</c> of
/// Microsoft.Extensions.AI.Evaluation.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JudgedMetric
{
    internal JudgedMetric(string? name, object? source) => (Name, Source) = (name, source);

    /// <summary>The score; null where the metric has none. There is no number then, not 0.</summary>
    public ScoreValue? Value { get; set; }

    /// <summary>Why the score is what it is.</summary>
    public string? Reason { get; set; }

    /// <summary>What the score amounts to, as the SDK spells it: <c>Good</c>, <c>Inconclusive</c>.</summary>
    public string? Rating { get; set; }

    /// <summary>Whether the score is a failure; null if the evaluator did not interpret it.</summary>
    public bool? Failed { get; set; }

    /// <summary>Why the score amounts to what it does.</summary>
    public string? RatingReason { get; set; }

    /// <summary>Name of the metric; null or empty: that of the evaluator.</summary>
    internal string? Name { get; }

    /// <summary>The SDK's own object, which tells this metric from another with the same name and value.</summary>
    internal object? Source { get; }

    /// <summary>What the evaluator notes about the metric, as <c>Warning: text</c>.</summary>
    internal List<string> Diagnostics { get; } = [];

    /// <summary>Whether one of the notes is an error.</summary>
    internal bool HasError { get; private set; }

    /// <summary>The reasons for the score and for its rating, each once.</summary>
    internal string? Comment
        => string.IsNullOrEmpty(RatingReason) || RatingReason == Reason ? Reason
            : string.IsNullOrEmpty(Reason) ? RatingReason
            : Reason + "\n" + RatingReason;

    /// <summary>Whether a guardrail that returns the metric blocks: by what it amounts to, else by a no.</summary>
    internal bool Blocks => Failed ?? Value is { IsFlag: true, Number: 0 };

    /// <summary>Adds what the evaluator notes about the metric.</summary>
    /// <param name="severity">How bad it is, as the SDK spells it: <c>Informational</c>, <c>Warning</c>, <c>Error</c>.</param>
    /// <param name="message">The note; null is ignored.</param>
    public void AddDiagnostic(string? severity, string? message)
    {
        if (message is null)
            return;

        HasError |= severity == "Error";
        Diagnostics.Add(string.IsNullOrEmpty(severity) ? message : $"{severity}: {message}");
    }
}
