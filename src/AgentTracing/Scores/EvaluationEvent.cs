using System.Diagnostics;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// The event <c>gen_ai.evaluation.result</c> of the GenAI conventions: a log record if a logger factory is set (<see
/// cref="AgentTracingOptions.LoggerFactory"/>), else an event of the evaluated span.
/// </summary>
internal static class EvaluationEvent
{
    private static readonly EventId Id = new(2, GenAIAttributes.EvaluationEvent);

    /// <summary>Writes the event.</summary>
    /// <param name="score">The score.</param>
    /// <param name="judged">The evaluated or enclosing span; null when it has ended, or belongs to another process.</param>
    /// <param name="responseId">The evaluated response, if there is one.</param>
    /// <param name="error">The <c>error.type</c> of an evaluation without a score; else null.</param>
    internal static void Write(Score score, Activity? judged, string? responseId, string? error = null)
        => SpanLog.Write(Id, judged, Tags(score, responseId, error));

    private static List<Tag> Tags(Score score, string? responseId, string? error)
    {
        var tags = new List<Tag>(11) { new(GenAIAttributes.EvaluationName, score.Name) };
        if (score.Value.IsValid)
        {
            Add(GenAIAttributes.EvaluationScoreValue, score.Value.Number);
            Add(GenAIAttributes.EvaluationScoreLabel, score.Value.Label ?? score.Rating);
        }
        else
        {
            Add(GenAIAttributes.EvaluationScoreLabel, score.Rating);
            Add(GenAIAttributes.ErrorType, error);
        }

        Add(AgentTracingAttributes.EvaluationRating, score.Rating);
        Add(AgentTracingAttributes.EvaluationFailed, score.Failed);
        if (score.Diagnostics.Count > 0)
            Add(AgentTracingAttributes.EvaluationDiagnostics, score.Diagnostics.ToArray());
        Add(GenAIAttributes.EvaluationExplanation, score.Comment);
        Add(GenAIAttributes.ResponseId, responseId);
        Add(AgentTracingAttributes.EvaluationTarget, NameOf(score.Target));
        Add(AgentTracingAttributes.EvaluationTargetId, score.SessionId ?? score.SpanId ?? score.TraceId);
        return tags;

        void Add(string key, object? value)
        {
            if (value is not null)
                tags.Add(new(key, value));
        }
    }

    private static string NameOf(ScoreTargetKind target) => target switch
    {
        ScoreTargetKind.Trace => "trace",
        ScoreTargetKind.Session => "session",
        _ => "span",
    };
}
