using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Starts the spans of operations.</summary>
internal static class SpanFactory
{
    /// <summary>
    /// Starts the span of an operation under the current span, or under the carrier's. Returns null when there is no listener or the
    /// sampler drops it.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="parent">The parent in another process; default when it is the current span.</param>
    /// <param name="beginsTrace">Whether a new trace begins, because the parent is invalid or was not recorded.</param>
    /// <param name="isOuter">Whether the span was started by another library for the same execution, which will end it.</param>
    internal static Activity? Start(Operation operation, ActivityContext parent, ref bool beginsTrace, out bool isOuter)
    {
        isOuter = false;
        if (!AgentTelemetry.Source.HasListeners())
            return null;

        var before = operation.Outside;
        try
        {
            if (OuterToolSpan.TakeFor(operation) is { } outer)
            {
                isOuter = true;
                return outer;
            }

            var caller = parent == default && !beginsTrace ? ParentWithoutListener.CallerOf(before) : default;
            if (beginsTrace)
                Activity.Current = null;
            else if (caller != default)
                parent = caller;

            var (name, tags) = operation.Descriptor.Tags.For(operation);
            if (operation.Llm is { } call)
                call.CreationTagCount = tags.Count;
            var span = Create(parent);
            if (span is null && parent == default && ParentWithoutListener.IsAbove(before))
            {
                Activity.Current = null;
                span = Create(default);
                beginsTrace = span is not null;
                if (span is null)
                    Activity.Current = before;
            }
            else if (caller == default)
            {
                return span;
            }

            if (span is not null)
                CopyBaggage(before!, span);
            return span;

            Activity? Create(ActivityContext parent) => AgentTelemetry.SourceOf(operation.Descriptor.Kind).StartActivity(
                name, operation.Descriptor.ActivityKind, parent, tags, operation.Input?.Links, operation.StartTime);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("start a span", exception);

            // If a listener throws in its callback for started spans, the span is already current and still ours.
            var current = Activity.Current;
            return !ReferenceEquals(current, before) && current?.Source.Name == AgentTelemetry.SourceName ? current : null;
        }
    }

    /// <summary>Forwards the caller's baggage to outgoing requests, as a parent span would.</summary>
    private static void CopyBaggage(Activity from, Activity to)
    {
        foreach (var (key, value) in from.Baggage)
            to.AddBaggage(key, value);
    }

    /// <summary>Span names of the conventions; see docs/telemetry.md.</summary>
    internal static string SpanName(OperationDescriptor descriptor, string? model) => descriptor.Kind switch
    {
        OperationKind.LlmCall when model is null => OperationNames.Of(descriptor.Kind, descriptor.LlmOperation),
        OperationKind.LlmCall => $"{OperationNames.Of(descriptor.Kind, descriptor.LlmOperation)} {model}",
        OperationKind.AgentTask or OperationKind.Guardrail or OperationKind.Evaluator => descriptor.Name,
        _ => $"{OperationNames.Of(descriptor.Kind, descriptor.LlmOperation)} {descriptor.Name}",
    };
}
