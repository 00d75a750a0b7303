using System.Diagnostics;
using AgentTracing.CompilerServices;
using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>Starts the spans of operations.</summary>
internal static class SpanFactory
{
    /// <summary>
    /// Starts the span of an operation under the current one, or under that of the carrier it was given. Returns null where nobody listens
    /// or the sampler drops it.
    /// </summary>
    internal static Activity? Start(Operation operation)
    {
        if (!AgentTelemetry.Source.HasListeners())
            return null;

        var before = Activity.Current;
        try
        {
            var parent = operation.Input?.TraceContext is { } carrier ? Propagation.ParentOf(carrier) : default;
            return AgentTelemetry.Source.StartActivity(
                NameOf(operation), operation.Descriptor.ActivityKind, parent, operation.Descriptor.Tags.For(operation));
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("start a span", exception);

            // A listener that throws when it is told of the span's start has let the span become current: it is ours all the same.
            var current = Activity.Current;
            return !ReferenceEquals(current, before) && ReferenceEquals(current?.Source, AgentTelemetry.Source) ? current : null;
        }
    }

    /// <summary>Span names of the conventions; see docs/telemetry.md.</summary>
    private static string NameOf(Operation operation)
    {
        var descriptor = operation.Descriptor;
        return operation.Llm is { } llm && llm.RequestModel != descriptor.Model
            ? SpanName(descriptor, llm.RequestModel)
            : descriptor.Tags.SpanName;
    }

    internal static string SpanName(OperationDescriptor descriptor, string? model) => descriptor.Kind switch
    {
        OperationKind.LlmCall when model is null => OperationNames.Of(descriptor)!,
        OperationKind.LlmCall => $"{OperationNames.Of(descriptor)} {model}",
        _ when OperationNames.Of(descriptor) is { } operationName => $"{operationName} {descriptor.Name}",
        _ => descriptor.Name,
    };
}
