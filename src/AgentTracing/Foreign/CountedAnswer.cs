using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>An answer of a model that was counted, as far as a layer around the call can tell that it repeats it.</summary>
/// <param name="Operation">What the model was asked to do.</param>
/// <param name="Id">Id of the response.</param>
/// <param name="Parts">Its objects; null when they are not known, as of the spans of others.</param>
/// <param name="HasUsage">Whether it told its usage.</param>
/// <param name="IsStreamed">Whether it came in a stream, whose objects are others than those of the whole.</param>
/// <param name="Input">Its input tokens.</param>
/// <param name="Output">Its output tokens.</param>
/// <param name="IsDirect">Whether no agent stands between the layer and the call.</param>
/// <param name="IsSpan">Whether a span of another library shows it.</param>
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
    /// Whether the two are one: they have the same id or an object in common. Where there is neither an id nor an object to go by, they are one
    /// where they consumed the same; an id that is absent says nothing.
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

    /// <summary>Whether the two are one request: the same answer, and neither is the sum of several.</summary>
    internal bool IsSameRequestAs(in CountedAnswer other) => Input == other.Input && Output == other.Output && IsSameAs(other);

    /// <summary>Whether the objects of the two can be compared.</summary>
    internal bool TellsObjects(in CountedAnswer other) => Parts is not null && other.Parts is not null && IsStreamed == other.IsStreamed;
}

/// <summary>The answers that were counted inside a call, a run of an agent, or a foreign span.</summary>
internal sealed class CountedAnswers
{
    private const string Property = "AgentTracing.CountedAnswers";

    private readonly List<CountedAnswer> _answers = [];

    /// <summary>Those inside a foreign span; null when there are none.</summary>
    internal static CountedAnswers? In(Activity span) => span.GetCustomProperty(Property) as CountedAnswers;

    /// <summary>Adds one to a foreign span.</summary>
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

    /// <summary>Adds those of another call; this one is not shared yet.</summary>
    internal void AddAll(CountedAnswers others)
    {
        lock (others._answers)
            _answers.AddRange(others._answers);
    }

    /// <summary>
    /// Whether an answer repeats what was counted inside: one of the answers or, where their ids do not tell, or middleware has made the answer up, all of
    /// them together. One that tells no usage adds nothing to what its own parts have told.
    /// </summary>
    /// <param name="own">The answer.</param>
    /// <param name="isSum">
    /// Whether it is that of a run of an agent, which may have an id of its own: where spans of all calls inside are there, they have told at least as much.
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
