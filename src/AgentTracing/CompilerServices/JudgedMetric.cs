using System.ComponentModel;

namespace AgentTracing.CompilerServices;

/// <summary>
/// One metric of an evaluator's result: its score and its interpretation. Filled by generated code, from an <c>EvaluationMetric</c> of
/// Microsoft.Extensions.AI.Evaluation.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JudgedMetric
{
    internal JudgedMetric(string? name, object? source) => (Name, Source) = (name, source);

    /// <summary>The score; null, not 0, when the metric has none.</summary>
    public ScoreValue? Value { get; set; }

    /// <summary>The reason for the score.</summary>
    public string? Reason { get; set; }

    /// <summary>The rating of the score, as the SDK spells it: <c>Good</c>, <c>Inconclusive</c>.</summary>
    public string? Rating { get; set; }

    /// <summary>Whether the score is a failure; null when the evaluator did not interpret it.</summary>
    public bool? Failed { get; set; }

    /// <summary>The reason for the rating.</summary>
    public string? RatingReason { get; set; }

    /// <summary>Name of the metric; null or empty: that of the evaluator.</summary>
    internal string? Name { get; }

    /// <summary>The SDK's object, which distinguishes this metric from another with the same name and value.</summary>
    internal object? Source { get; }

    /// <summary>The evaluator's diagnostics of the metric, as <c>Warning: text</c>.</summary>
    internal List<string> Diagnostics { get; } = [];

    /// <summary>Whether one of the diagnostics is an error.</summary>
    internal bool HasError { get; private set; }

    /// <summary>The reasons for the score and for its rating, each once.</summary>
    internal string? Comment
        => string.IsNullOrEmpty(RatingReason) || RatingReason == Reason ? Reason
            : string.IsNullOrEmpty(Reason) ? RatingReason
            : Reason + "\n" + RatingReason;

    /// <summary>Whether a guardrail that returns the metric blocks: if its rating is a failure, else if its value is false.</summary>
    internal bool Blocks => Failed ?? Value is { IsFlag: true, Number: 0 };

    /// <summary>Adds a diagnostic of the evaluator.</summary>
    /// <param name="severity">The severity, as the SDK spells it: <c>Informational</c>, <c>Warning</c>, <c>Error</c>.</param>
    /// <param name="message">The message; null is ignored.</param>
    public void AddDiagnostic(string? severity, string? message)
    {
        if (message is null)
            return;

        HasError |= severity == "Error";
        Diagnostics.Add(string.IsNullOrEmpty(severity) ? message : $"{severity}: {message}");
    }
}
