using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;
using Microsoft.Extensions.Logging;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>
/// The event with the content of an operation: <c>gen_ai.client.inference.operation.details</c> of the GenAI conventions for model calls,
/// our own event for the rest.
/// </summary>
/// <remarks>
/// The conventions suggest the severity Debug, but loggers filter that by default, so the requested content would be lost.
/// </remarks>
internal static class ContentEvent
{
    private static readonly EventId Inference = new(3, GenAIAttributes.InferenceDetailsEvent);
    private static readonly EventId Details = new(4, AgentTracingAttributes.OperationDetailsEvent);

    /// <summary>Writes the event; without content there is none.</summary>
    internal static void Write(Operation operation, Activity activity, List<Tag> content)
    {
        if (content.Count == 0)
            return;

        var id = operation.Descriptor.Kind == OperationKind.LlmCall ? Inference : Details;
        List<Tag> tags = [.. activity.TagObjects.Where(IsDetail).Where(tag => content.TrueForAll(own => own.Key != tag.Key)), .. content];
        SpanLog.Write(id, activity, tags);
    }

    private static bool IsDetail(Tag tag)
        => tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal) || tag.Key is GenAIAttributes.ServerAddress or GenAIAttributes.ServerPort or GenAIAttributes.ErrorType;
}
