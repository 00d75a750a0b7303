using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The response to one request, read by our client inside a pipeline. A span of another library contains few of the price-relevant figures,
/// and the library returns the response only after the span has stopped. A function-calling client returns only the last response, with the
/// sum of all tokens. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShownAnswer
{
    private const string Property = "AgentTracing.ShownAnswer";

    private readonly LlmResponse? _whole;

    private ShownAnswer(LlmResponse? whole) => _whole = whole;

    /// <summary>The data of the response.</summary>
    internal LlmResponse Response { get; } = new();

    /// <summary>The SDK's inner span, with less data about the same request; null when there is none.</summary>
    internal ForeignCall? Inside { get; set; }

    /// <summary>Begins to read the response of the current span.</summary>
    /// <param name="source">The source of the enclosing client's spans.</param>
    /// <returns>Receives the response; null when no span of that source is current.</returns>
    public static ShownAnswer? Begin(ActivitySource source)
    {
        if (!AgentTelemetry.IsEnabled || Activity.Current is not { IsAllDataRequested: true } span || !ReferenceEquals(span.Source, source) || GenAISpan.CallOf(span) is null)
            return null;

        var answer = new ShownAnswer(null);
        span.SetCustomProperty(Property, answer);
        return answer;
    }

    /// <summary>Begins to read the response to one request of the enclosing call.</summary>
    /// <returns>Receives the response; null when no enclosing call has rounds.</returns>
    public static ShownAnswer? BeginRound() => AgentTelemetry.IsEnabled && WholeAround() is { } whole ? new ShownAnswer(whole) : null;

    /// <summary>Reads the response, or an element of it. Exceptions of the reader are counted and do not reach the caller.</summary>
    /// <typeparam name="T">Type of the response, or of an element of a stream.</typeparam>
    /// <param name="answer">The response; null when there is none.</param>
    /// <param name="reader">Generated code that copies the response.</param>
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

    /// <summary>The response that is being read for a span; null when there is none.</summary>
    internal static ShownAnswer? In(Activity span) => span.GetCustomProperty(Property) as ShownAnswer;

    /// <summary>The response of an enclosing span of the same request; null when there is none.</summary>
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

    /// <summary>The response of the call or run that makes the current request.</summary>
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
