using System.Diagnostics;
using System.Runtime.CompilerServices;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;

namespace AgentTracing;

/// <summary>
/// Records an exception: as a log record of the event <c>gen_ai.client.operation.exception</c> if there is a logger factory, and as an
/// <c>exception</c> event of the span if log records do not reach the back end.
/// </summary>
internal static class ExceptionRecord
{
    private static readonly EventId Id = new(1, GenAIAttributes.ExceptionEvent);

    /// <summary>Replaces the text of an exception whose properties throw.</summary>
    private const string Unreadable = "[unreadable]";

    /// <summary>The outermost operation of the trace in which each exception was recorded.</summary>
    private static readonly ConditionalWeakTable<Exception, Operation> Recorded = new();

    /// <summary>
    /// Records an exception when it first leaves an operation, but not again while it propagates, even if several branches await the same
    /// task. Different exceptions of branches are recorded separately.
    /// </summary>
    internal static void WriteOnce(Operation operation, Activity? activity, Exception exception)
    {
        var root = operation;
        while (root.Parent is { } parent)
            root = parent;

        lock (Recorded)
        {
            if (Recorded.TryGetValue(exception, out var known) && ReferenceEquals(known, root))
                return;

            Recorded.AddOrUpdate(exception, root);
        }

        Write(operation, activity, exception);
    }

    /// <summary>The redacted message of an exception.</summary>
    internal static string MessageOf(Exception exception) => TextOf(exception, static exception => exception.Message);

    private static void Write(Operation operation, Activity? activity, Exception exception)
    {
        var options = AgentTracingOptions.Current;
        if (options.WritesSpanExceptions)
            activity?.AddEvent(new ActivityEvent(GenAIAttributes.SpanExceptionEvent, tags: new ActivityTagsCollection(Tags(exception))));
        if (options.Logger is not { } logger)
            return;

        // A logger cannot redact an exception, so its texts are logged instead.
        var descriptor = operation.Descriptor;
        KeyValuePair<string, object?>[] state =
        [
            new(AgentTracingAttributes.OperationKind, descriptor.Kind.ToString()),
            new(AgentTracingAttributes.OperationName, descriptor.Name),
            .. Redaction.IsOn ? Tags(exception) : [],
        ];
        logger.Log(LogLevel.Warning, Id, state, Redaction.IsOn ? null : exception, static (state, _) => $"{state[0].Value} {state[1].Value} failed");
    }

    private static KeyValuePair<string, object?>[] Tags(Exception exception) =>
    [
        new(GenAIAttributes.ExceptionType, exception.GetType().ToString()),
        new(GenAIAttributes.ExceptionMessage, MessageOf(exception)),
        new(GenAIAttributes.ExceptionStackTrace, TextOf(exception, static exception => exception.ToString())),
    ];

    /// <summary>The redacted text of an exception.</summary>
    private static string TextOf(Exception exception, Func<Exception, string> read)
    {
        string text;
        try
        {
            text = read(exception);
        }
        catch (Exception)
        {
            return Unreadable;
        }

        return Redaction.Apply(text);
    }
}
