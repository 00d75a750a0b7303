using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Writes the input and output of an operation to the configured destinations.</summary>
internal static class ContentRecorder
{
    /// <summary>The capture mode of an operation: from its attribute, else from the settings.</summary>
    internal static ContentCapture ModeOf(OperationDescriptor descriptor) => descriptor.Content ?? AgentTracingOptions.Current.Content;

    /// <summary>The object for the content of a call; null when nothing is captured, or there is no destination.</summary>
    internal static OperationContent? Begin(Operation operation)
    {
        if (operation.AbsorbedBy is { } call)
            return call.Content is { } around ? new OperationContent(around.Capture, operation.Descriptor.Kind) : null;

        var mode = operation.Activity is { IsAllDataRequested: true } ? ModeOf(operation.Descriptor) : ContentCapture.None;
        if (BudgetGate.ComparesArguments(operation))
            return new OperationContent(mode, operation.Descriptor.Kind) { Tool = operation };
        if (mode == ContentCapture.None)
            return null;

        return operation.Input?.Content?.ForAnotherEnumeration() ?? new OperationContent(mode, operation.Descriptor.Kind);
    }

    /// <summary>Writes the content of an operation at its end. If redaction fails, no content leaves the process.</summary>
    internal static void Record(Operation operation, OperationContent content, Activity activity)
    {
        if (content.Capture == ContentCapture.None)
            return;

        try
        {
            content.EndElements();
            if (BoundedRedactor.Run((operation, content), static of => CapturedContent.Of(of.operation, of.content), null) is not { } captured)
                return;

            if (content.Capture.HasFlag(ContentCapture.Span))
            {
                var tags = Tags(operation, captured);
                for (var i = 0; i < tags.Count; i++)
                    activity.SetTag(tags[i].Key, tags[i].Value);
                Dialect.WriteContent(activity, operation, captured);
            }

            if (content.Capture.HasFlag(ContentCapture.Event))
                ContentEvent.Write(operation, activity, [.. Tags(operation, captured)]);
        }
        catch (Exception exception)
        {
            // The exception's message may contain the content.
            TelemetryFault.Report("record content", new InvalidOperationException($"Recording threw {exception.GetType()}."));
        }
    }

    private static TagList Tags(Operation operation, CapturedContent content)
    {
        var tags = default(TagList);
        switch (operation.Descriptor.Kind)
        {
            case OperationKind.LlmCall:
                Add(GenAIAttributes.SystemInstructions, content.SystemInstructions);
                Add(GenAIAttributes.InputMessages, content.InputMessages);
                Add(GenAIAttributes.OutputMessages, content.OutputMessages);
                Add(GenAIAttributes.ToolDefinitions, content.ToolDefinitions);
                if (content.Input.Count == 0)
                    Add(GenAIAttributes.InputValue, content.InputValue?.Value);
                if (content.Output.Count == 0)
                    Add(GenAIAttributes.OutputValue, content.OutputValue?.Value);
                break;
            case OperationKind.Agent or OperationKind.Workflow:
                Add(GenAIAttributes.InputMessages, content.RunInputMessages);
                Add(GenAIAttributes.OutputMessages, content.RunOutputMessages);
                goto default;
            case OperationKind.Tool:
                Add(GenAIAttributes.ToolCallArguments, content.ArgumentsJson);
                Add(GenAIAttributes.ToolCallResult, content.ToolResultJson);
                goto default;
            case OperationKind.Retrieval:
                if (content.InputValue is { IsText: true } query)
                    Add(GenAIAttributes.RetrievalQueryText, query.Value);
                Add(GenAIAttributes.RetrievalDocuments, content.RetrievalDocuments);
                goto default;
            default:
                Add(GenAIAttributes.InputValue, content.InputValue?.Value);
                Add(GenAIAttributes.OutputValue, content.OutputValue?.Value);
                break;
        }

        return tags;

        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                tags.Add(new(key, value));
        }
    }
}
