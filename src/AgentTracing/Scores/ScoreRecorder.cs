using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Finds what a score is about, and hands it to the event <c>gen_ai.evaluation.result</c> and to the sinks.</summary>
internal static class ScoreRecorder
{
    /// <summary>The <c>error.type</c> of an evaluation whose diagnostics hold an error.</summary>
    private const string EvaluationError = "evaluation_error";

    /// <summary>Records a score.</summary>
    /// <param name="innermost">The innermost operation around the code that scores, or the evaluator that does.</param>
    /// <param name="name">What is judged.</param>
    /// <param name="value">The judgement.</param>
    /// <param name="comment">Why.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="id">Id of the score.</param>
    internal static void Record(Operation? innermost, string name, ScoreValue value, string? comment, in ScoreTarget target, string? id)
    {
        if (value.IsValid)
            Record(innermost, new Score { Name = name, Value = value, Comment = comment, Id = id ?? NewId(), Target = target.Kind, Timestamp = WallClock.Now }, target, error: null);
    }

    /// <summary>Records a metric of what an evaluator returned, unless an evaluator inside it has. One without a score has the event, and goes to no back end.</summary>
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

    /// <summary>An evaluator judges what is around it, not itself.</summary>
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

    /// <summary>Whether there is a trace around, and it is not recorded.</summary>
    private static bool IsDropped(Activity? judged) => judged is { Recorded: false };
}
