using System.Diagnostics;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// The event <c>gen_ai.evaluation.result</c> of the GenAI conventions: a log record where a logger factory was given
/// (<see cref="AgentTracingOptions.LoggerFactory"/>), else an event of the judged span.
/// </summary>
internal static class EvaluationEvent
{
    private static readonly EventId Id = new(2, GenAIAttributes.EvaluationEvent);

    /// <summary>Writes the event.</summary>
    /// <param name="score">The score.</param>
    /// <param name="judged">The span around what is judged; null where it ended before, or elsewhere.</param>
    /// <param name="responseId">The judged response, where it is one.</param>
    internal static void Write(Score score, Activity? judged, string? responseId)
        => SpanLog.Write(Id, judged, Tags(score, responseId));

    private static List<Tag> Tags(Score score, string? responseId)
    {
        var tags = new List<Tag>(7) { new(GenAIAttributes.EvaluationName, score.Name) };
        Add(GenAIAttributes.EvaluationScoreValue, score.Value.Number);
        Add(GenAIAttributes.EvaluationScoreLabel, score.Value.Label);
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
