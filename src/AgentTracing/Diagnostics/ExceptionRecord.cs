using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;

namespace AgentTracing;

/// <summary>
/// Records an exception: as a log record of the event <c>gen_ai.client.operation.exception</c> where a logger factory was given
/// (<see cref="AgentTracingOptions.LoggerFactory"/>), else as an event of the span.
/// </summary>
internal static partial class ExceptionRecord
{
    internal static void Write(Operation operation, Activity? activity, Exception exception)
    {
        if (AgentTracingOptions.Current.Logger is { } logger)
            OperationFailed(logger, exception, operation.Descriptor.Kind, operation.Descriptor.Name);
        else
            activity?.AddEvent(new ActivityEvent(GenAIAttributes.ExceptionEvent, tags: new ActivityTagsCollection
            {
                [GenAIAttributes.ExceptionType] = exception.GetType().ToString(),
                [GenAIAttributes.ExceptionMessage] = exception.Message,
                [GenAIAttributes.ExceptionStackTrace] = exception.ToString(),
            }));
    }

    [LoggerMessage(1, LogLevel.Warning, "{Kind} {Name} failed", EventName = GenAIAttributes.ExceptionEvent)]
    private static partial void OperationFailed(ILogger logger, Exception exception, OperationKind kind, string name);
}
