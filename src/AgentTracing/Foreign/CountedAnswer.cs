using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The identity of a counted response, which outer layers compare with theirs.</summary>
/// <param name="Operation">The kind of request.</param>
/// <param name="Id">Id of the response.</param>
/// <param name="Parts">Its objects; null when they are unknown, as for foreign spans.</param>
/// <param name="HasUsage">Whether it reported its usage.</param>
/// <param name="IsStreamed">Whether it was streamed, so its objects differ from those of the whole response.</param>
/// <param name="Input">Its input tokens.</param>
/// <param name="Output">Its output tokens.</param>
/// <param name="IsDirect">Whether no agent is between the layer and the call.</param>
/// <param name="IsSpan">Whether it comes from a span of another library.</param>
internal readonly record struct CountedAnswer(
    LlmOperation Operation, string? Id, AnswerParts? Parts, bool HasUsage, bool IsStreamed, long Input, long Output, bool IsDirect = true, bool IsSpan = false)
{
    /// <summary>The answer of a call.</summary>
    internal static CountedAnswer Of(LlmCall call)
    {
        var hasUsage = call.TryGetTokens(out var input, out var output);
        return new(call.Operation, call.Response.Id, call.Response.Parts, hasUsage, call.IsStreaming, input, output);
    }

    /// <summary>
    /// Whether both are the same response: they have the same id or share an object. If neither ids nor objects can be compared, equal
    /// usage decides; an absent id never matches.
    /// </summary>
    internal bool IsSameAs(in CountedAnswer other)
    {
        if (Operation != other.Operation)
            return false;

        if (Parts is not null && other.Parts is not null && Parts.Share(other.Parts))
            return true;
        if (Id is not null && other.Id is not null)
            return string.Equals(Id, other.Id, StringComparison.Ordinal);

        return !TellsObjects(other) && Input == other.Input && Output == other.Output;
    }

    /// <summary>Whether both are the same request: the same response, and neither is a sum of several.</summary>
    internal bool IsSameRequestAs(in CountedAnswer other) => Input == other.Input && Output == other.Output && IsSameAs(other);

    /// <summary>Whether the objects of the two can be compared.</summary>
    internal bool TellsObjects(in CountedAnswer other) => Parts is not null && other.Parts is not null && IsStreamed == other.IsStreamed;
}

/// <summary>The answers that were counted inside a call, a run of an agent, or a foreign span.</summary>
internal sealed class CountedAnswers
{
    private const string Property = "AgentTracing.CountedAnswers";

    private readonly List<CountedAnswer> _answers = [];

    /// <summary>The counted responses inside a foreign span; null when there are none.</summary>
    internal static CountedAnswers? In(Activity span) => span.GetCustomProperty(Property) as CountedAnswers;

    /// <summary>Adds a response to a foreign span.</summary>
    internal static void AddTo(Activity span, in CountedAnswer answer)
    {
        CountedAnswers? answers;
        lock (span)
        {
            answers = In(span);
            if (answers is null)
                span.SetCustomProperty(Property, answers = new CountedAnswers());
        }

        answers.Add(answer);
    }

    /// <summary>Whether there is any.</summary>
    internal bool Any
    {
        get
        {
            lock (_answers)
                return _answers.Count > 0;
        }
    }

    internal void Add(in CountedAnswer answer)
    {
        lock (_answers)
            _answers.Add(answer);
    }

    /// <summary>Adds the responses of another call, before this object is shared.</summary>
    internal void AddAll(CountedAnswers others)
    {
        lock (others._answers)
            _answers.AddRange(others._answers);
    }

    /// <summary>
    /// Whether a response was counted inside: as one of the responses, or, if ids do not decide or middleware created the response, as
    /// their sum. A response without usage adds nothing to its counted parts.
    /// </summary>
    /// <param name="own">The answer.</param>
    /// <param name="isSum">
    /// Whether it is the response of an agent's run, which may have its own id: spans of all inner calls report at least the same usage.
    /// </param>
    internal bool Hold(in CountedAnswer own, bool isSum = false)
    {
        lock (_answers)
        {
            if (!own.HasUsage)
                return _answers.Exists(static answer => answer.IsDirect);

            var (input, output, tellsObjects, areSpans) = (0L, 0L, true, isSum);
            foreach (var answer in _answers)
            {
                if (!answer.HasUsage || answer.Operation != own.Operation)
                    continue;
                if (answer.IsSameAs(own))
                    return true;

                areSpans &= answer.IsSpan;
                input += answer.Input;
                output += answer.Output;
                tellsObjects &= answer.TellsObjects(own) || (answer.Id is not null && own.Id is not null);
            }

            return areSpans
                ? own.Input <= input && own.Output <= output && input + output > 0
                : (!tellsObjects || own.Parts is { IsOriginal: false }) && input == own.Input && output == own.Output;
        }
    }
}
