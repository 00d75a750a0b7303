using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

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
    private object? _answer;

    private ShownAnswer(LlmResponse? whole) => _whole = whole;

    /// <summary>The data of the response.</summary>
    internal LlmResponse Response { get; } = new();

    /// <summary>The SDK's inner span, with less data about the same request; null when there is none.</summary>
    internal ForeignCall? Inside { get; set; }

    /// <summary>The response of the next round of the same call; null for the last one.</summary>
    internal ShownAnswer? Next { get; private set; }

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

    /// <summary>Reads the response when it arrives. Exceptions of the reader are counted and do not reach the caller.</summary>
    /// <typeparam name="T">Type of the response.</typeparam>
    /// <param name="answer">The task of the response.</param>
    /// <param name="reader">Generated code that copies the response.</param>
    /// <returns>A task that ends as <paramref name="answer"/> does, after the response is read.</returns>
    public Task<T> Read<T>(Task<T> answer, ResponseReader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(reader);
        if (!answer.IsCompletedSuccessfully)
            return ReadAsync(answer, reader);

        ReadElement(answer.Result, reader);
        return answer;
    }

    /// <summary>
    /// Reads the elements of a streamed response when they arrive. Exceptions of the reader are counted and do not reach the caller.
    /// </summary>
    /// <typeparam name="T">Type of an element.</typeparam>
    /// <param name="answer">The response.</param>
    /// <param name="reader">Generated code that copies an element.</param>
    /// <returns>The same elements.</returns>
    public IAsyncEnumerable<T> Read<T>(IAsyncEnumerable<T> answer, ResponseReader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(reader);
        return ReadAsync(answer, reader);
    }

    private async Task<T> ReadAsync<T>(Task<T> answer, ResponseReader<T> reader)
    {
        var response = await answer.ConfigureAwait(false);
        ReadElement(response, reader);
        return response;
    }

    private async IAsyncEnumerable<T> ReadAsync<T>(
        IAsyncEnumerable<T> answer, ResponseReader<T> reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var element in answer.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ReadElement(element, reader);
            yield return element;
        }
    }

    private void ReadElement<T>(T answer, ResponseReader<T> reader)
    {
        if (answer is null)
            return;

        try
        {
            if (_whole is null)
                SdkFacts<T>.ReadParts(Response, answer);
            reader(Response, answer);
            if (_whole is null || !Response.IsAnythingBilled)
                return;

            _answer = answer;
            _whole.AddSeenRound(this);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the response", exception);
        }
    }

    /// <summary>Adds the last round, unless the list has its response already.</summary>
    internal void Append(ShownAnswer round)
    {
        var last = this;
        for (var known = this; known is not null; known = known.Next)
        {
            if (ReferenceEquals(known._answer, round._answer))
                return;
            last = known;
        }

        last.Next = round;
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
