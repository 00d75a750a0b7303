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
internal readonly record struct CountedResponse(
    LlmOperation Operation, string? Id, AnswerParts? Parts, bool HasUsage, bool IsStreamed, long Input, long Output, bool IsDirect = true, bool IsSpan = false)
{
    /// <summary>Returns the response of a call.</summary>
    internal static CountedResponse Of(LlmCall call)
    {
        var hasUsage = call.TryGetTokens(out var input, out var output);
        return new(call.Operation, call.Response.Id, call.Response.Parts, hasUsage, call.IsStreaming, input, output);
    }

    /// <summary>
    /// Whether both are the same response: they have the same id or share an object. If neither ids nor objects can be compared, equal
    /// usage decides; an absent id never matches.
    /// </summary>
    internal bool IsSameAs(in CountedResponse other)
    {
        if (Operation != other.Operation)
            return false;

        if (Parts is not null && other.Parts is not null && Parts.Share(other.Parts))
            return true;
        if (Id is not null && other.Id is not null)
            return string.Equals(Id, other.Id, StringComparison.Ordinal);

        return !HasComparableObjects(other) && Input == other.Input && Output == other.Output;
    }

    /// <summary>Whether both are the same request: the same response, and neither is a sum of several.</summary>
    internal bool IsSameRequestAs(in CountedResponse other) => Input == other.Input && Output == other.Output && IsSameAs(other);

    /// <summary>Whether the objects of both can be compared.</summary>
    internal bool HasComparableObjects(in CountedResponse other) => Parts is not null && other.Parts is not null && IsStreamed == other.IsStreamed;
}

/// <summary>The responses that were counted inside a call, a run of an agent, or a foreign span.</summary>
internal sealed class CountedResponses
{
    private const string Property = "AgentTracing.CountedResponses";

    private readonly List<CountedResponse> _responses = [];

    /// <summary>The counted responses inside a foreign span; null when there are none.</summary>
    internal static CountedResponses? In(Activity span) => span.GetCustomProperty(Property) as CountedResponses;

    /// <summary>Adds a response to a foreign span.</summary>
    internal static void AddTo(Activity span, in CountedResponse response)
    {
        CountedResponses? responses;
        lock (span)
        {
            responses = In(span);
            if (responses is null)
                span.SetCustomProperty(Property, responses = new CountedResponses());
        }

        responses.Add(response);
    }

    /// <summary>Whether the list is not empty.</summary>
    internal bool Any
    {
        get
        {
            lock (_responses)
                return _responses.Count > 0;
        }
    }

    internal void Add(in CountedResponse response)
    {
        lock (_responses)
            _responses.Add(response);
    }

    /// <summary>Adds the responses of another call, before this object is shared.</summary>
    internal void AddAll(CountedResponses others)
    {
        lock (others._responses)
            _responses.AddRange(others._responses);
    }

    /// <summary>
    /// Whether a response was counted inside: as one of the responses, or, if ids do not decide or middleware created the response, as
    /// their sum. A response without usage adds nothing to its counted parts.
    /// </summary>
    /// <param name="own">The response.</param>
    /// <param name="isSum">
    /// Whether it is the response of an agent's run, which may have its own id: spans of all inner calls report at least the same usage.
    /// </param>
    internal bool Includes(in CountedResponse own, bool isSum = false)
    {
        lock (_responses)
        {
            if (!own.HasUsage)
                return _responses.Exists(static response => response.IsDirect);

            var (input, output, areComparable, areSpans) = (0L, 0L, true, isSum);
            foreach (var response in _responses)
            {
                if (!response.HasUsage || response.Operation != own.Operation)
                    continue;
                if (response.IsSameAs(own))
                    return true;

                areSpans &= response.IsSpan;
                input += response.Input;
                output += response.Output;
                areComparable &= response.HasComparableObjects(own) || (response.Id is not null && own.Id is not null);
            }

            return areSpans
                ? own.Input <= input && own.Output <= output && input + output > 0
                : (!areComparable || own.Parts is { IsOriginal: false }) && input == own.Input && output == own.Output;
        }
    }
}
