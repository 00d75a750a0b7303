using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The answer to one request, read by a client of ours inside a pipeline of other clients. A span of another library tells few of the figures that decide a
/// price, and the library hands the answer over once the span has stopped; a client that calls functions by itself hands over the last answer of several,
/// with the sum of their tokens. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShownAnswer
{
    private const string Property = "AgentTracing.ShownAnswer";

    private readonly LlmResponse? _whole;

    private ShownAnswer(LlmResponse? whole) => _whole = whole;

    /// <summary>What is read of the answer.</summary>
    internal LlmResponse Response { get; } = new();

    /// <summary>The SDK's own span inside, which tells less of the same request; null when there is none.</summary>
    internal ForeignCall? Inside { get; set; }

    /// <summary>Begins to read the answer that the current span shows.</summary>
    /// <param name="source">The source on which the client around makes its spans.</param>
    /// <returns>Where to read the answer to; null when no span of that source is current.</returns>
    public static ShownAnswer? Begin(ActivitySource source)
    {
        if (!AgentTelemetry.IsEnabled || Activity.Current is not { IsAllDataRequested: true } span || !ReferenceEquals(span.Source, source) || GenAISpan.CallOf(span) is null)
            return null;

        var answer = new ShownAnswer(null);
        span.SetCustomProperty(Property, answer);
        return answer;
    }

    /// <summary>Begins to read the answer to one of the requests that the call around makes.</summary>
    /// <returns>Where to read the answer to; null when nothing around tells of its rounds.</returns>
    public static ShownAnswer? BeginRound() => AgentTelemetry.IsEnabled && WholeAround() is { } whole ? new ShownAnswer(whole) : null;

    /// <summary>Reads the answer, or an element of it. A fault of the reader is counted, and never reaches the caller.</summary>
    /// <typeparam name="T">Type of the answer, or of an element of a stream.</typeparam>
    /// <param name="answer">The answer; null is none.</param>
    /// <param name="reader">Generated code that copies what the answer says.</param>
    public void Read<T>(T answer, ResponseReader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (answer is null)
            return;

        try
        {
            SdkFacts<T>.ReadAnswer(Response, answer);
            reader(Response, answer);
            if (Response.IsAnythingBilled)
                _whole?.AddSeenRound(answer, Response);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the response", exception);
        }
    }

    /// <summary>The answer that is read for a span; null when none is.</summary>
    internal static ShownAnswer? In(Activity span) => span.GetCustomProperty(Property) as ShownAnswer;

    /// <summary>The answer of the span around one that shows the same request; null when none is read.</summary>
    internal static ShownAnswer? Around(Activity span, Operation? operation)
    {
        var surroundings = Surroundings.Of(span, operation);
        while (surroundings.MoveNext() && surroundings.Span is { } outer && GenAISpan.KindOf(outer) is GenAISpanKind.Call)
        {
            if (In(outer) is { } answer)
                return answer;
        }

        return null;
    }

    /// <summary>What is read of the call, or of the run, that makes the current request.</summary>
    private static LlmResponse? WholeAround()
    {
        var surroundings = Surroundings.Here();
        while (surroundings.MoveNext())
        {
            if (surroundings.Span is { } span)
            {
                if (GenAISpan.KindOf(span) is not GenAISpanKind.Agent)
                    return In(span)?.Response;
                continue;
            }

            var operation = surroundings.Operation!;
            if ((operation.Llm ?? operation.Aggregate?.Call) is { } call)
                return call.Response;
            if (operation.RollUp is not null || operation.Descriptor.Kind == OperationKind.Tool)
                return null;
        }

        return null;
    }
}
