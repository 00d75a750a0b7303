namespace AgentTracing;

/// <summary>A result of an <see cref="EvaluatorAttribute"/> or <see cref="GuardrailAttribute"/> method with more than a value.</summary>
public interface IEvaluationResult
{
    /// <summary>The score; null when there is none.</summary>
    ScoreValue? Score { get; }

    /// <summary>The reason.</summary>
    string? Comment { get; }
}
