using System.ComponentModel;
using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <summary>
/// The answer to a request that a span of another library shows. Its attributes tell few of the figures that decide a price, and the library hands the answer
/// over once the span has stopped; so a client of ours right below the one that makes the span reads the answer before. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ShownAnswer
{
    private const string Property = "AgentTracing.ShownAnswer";

    private ShownAnswer()
    {
    }

    /// <summary>What is read of the answer.</summary>
    internal LlmResponse Response { get; } = new();

    /// <summary>The SDK's own span inside, which tells less of the same request; null where there is none.</summary>
    internal ForeignCall? Inside { get; set; }

    /// <summary>Begins to read the answer that the current span shows.</summary>
    /// <param name="source">The source on which the client around makes its spans.</param>
    /// <returns>Where to read the answer to; null where no span of that source is current.</returns>
    public static ShownAnswer? Begin(ActivitySource source)
    {
        if (!AgentTelemetry.IsEnabled || Activity.Current is not { IsAllDataRequested: true } span || !ReferenceEquals(span.Source, source) || GenAISpan.CallOf(span) is null)
            return null;

        var answer = new ShownAnswer();
        span.SetCustomProperty(Property, answer);
        return answer;
    }

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
            reader(Response, answer);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("read the response", exception);
        }
    }

    /// <summary>The answer that is read for a span; null where none is.</summary>
    internal static ShownAnswer? In(Activity span) => span.GetCustomProperty(Property) as ShownAnswer;

    /// <summary>The answer of the span around one that shows the same request; null where none is read.</summary>
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
}
