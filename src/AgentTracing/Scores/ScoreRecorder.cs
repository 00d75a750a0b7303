using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Determines the target of a score, and passes it to the event <c>gen_ai.evaluation.result</c> and to the sinks.</summary>
internal static class ScoreRecorder
{
    /// <summary>The <c>error.type</c> of an evaluation whose diagnostics contain an error.</summary>
    private const string EvaluationError = "evaluation_error";

    /// <summary>Records a score.</summary>
    /// <param name="innermost">The innermost enclosing operation, or the evaluator.</param>
    /// <param name="name">Name of the score.</param>
    /// <param name="value">The value.</param>
    /// <param name="comment">The reason.</param>
    /// <param name="target">The target.</param>
    /// <param name="id">Id of the score.</param>
    internal static void Record(Operation? innermost, string name, ScoreValue value, string? comment, in ScoreTarget target, string? id)
    {
        if (value.IsValid)
            Record(innermost, new Score { Name = name, Value = value, Comment = comment, Id = id ?? NewId(), Target = target.Kind, Timestamp = WallClock.Now }, target, error: null);
    }

    /// <summary>
    /// Records a metric of an evaluator's result, unless an inner evaluator has recorded it. A metric without a score has only the event,
    /// and is not sent to back ends.
    /// </summary>
    /// <param name="evaluator">The evaluator.</param>
    /// <param name="metric">The metric.</param>
    internal static void Record(Operation evaluator, JudgedMetric metric)
    {
        if (metric.Source is { } source && !evaluator.MarkScored(source))
            return;

        var score = new Score
        {
            Id = NewId(),
            Name = metric.Name is { Length: > 0 } name ? name : evaluator.Descriptor.Name,
            Value = metric.Value is { IsValid: true } value ? value : default,
            Comment = metric.Comment,
            Rating = metric.Rating,
            Failed = metric.Failed,
            Diagnostics = [.. metric.Diagnostics.Select(static note => Redaction.Apply(note))],
            Target = ScoreTargetKind.Span,
            Timestamp = WallClock.Now,
        };
        Record(evaluator, score, default, metric.HasError ? EvaluationError : null);
    }

    private static void Record(Operation? innermost, Score unplaced, in ScoreTarget target, string? error)
    {
        var (operation, judged) = JudgedFrom(innermost);
        var scope = AmbientContext.Current?.Scope ?? innermost?.Scope;
        var isCurrent = target is { Context: null, SessionId: null };
        var context = target.Context ?? judged?.Context ?? default;
        var isSession = target.Kind == ScoreTargetKind.Session;
        var sessionId = isSession ? target.SessionId ?? scope?.SessionId : null;

        // Scores of unsampled traces are dropped: the back end has no trace to attach them to.
        if (isSession ? sessionId is null || IsDropped(judged) : (context.TraceFlags & ActivityTraceFlags.Recorded) == 0)
            return;

        var score = unplaced with
        {
            Comment = unplaced.Comment is null ? null : Redaction.Apply(unplaced.Comment),
            TraceId = isSession ? null : context.TraceId.ToHexString(),
            SpanId = target.Kind == ScoreTargetKind.Span ? context.SpanId.ToHexString() : null,
            SessionId = sessionId,
            Environment = scope?.Environment,
        };
        EvaluationEvent.Write(score, isCurrent ? judged : null, operation?.Llm?.Response.Id, error);
        if (score.Value.IsValid)
            ScoreSinks.Record(score);
    }

    private static string NewId() => Guid.NewGuid().ToString();

    /// <summary>An evaluator evaluates the enclosing operation, not itself.</summary>
    private static (Operation? Operation, Activity? Span) JudgedFrom(Operation? innermost)
    {
        var operation = innermost;
        Operation? evaluator = null;
        while (operation is { Descriptor.Kind: OperationKind.Evaluator })
        {
            evaluator = operation;
            operation = operation.Parent;
        }

        if (operation is not null)
            return (operation, operation.Activity);
        return (null, evaluator?.Activity is { } own ? own.Parent ?? own : Activity.Current);
    }

    /// <summary>Whether there is an enclosing trace that is not recorded.</summary>
    private static bool IsDropped(Activity? judged) => judged is { Recorded: false };
}
