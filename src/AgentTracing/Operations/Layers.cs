using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>Finds the operation that an intercepted call is a layer of: middleware forwards its call, and is not a separate call.</summary>
internal static class Layers
{
    /// <summary>
    /// The call that records this one as its own: an <see cref="LlmCallAttribute"/> method that contains it, or the call of a pipeline that
    /// contains its client. With a tool or an agent in between, it is a separate call.
    /// </summary>
    internal static LlmCall? CallAround(Operation operation)
    {
        var surroundings = Surroundings.Of(operation);
        while (surroundings.MoveNext())
        {
            if (surroundings.Span is { } span)
            {
                if (GenAISpan.KindOf(span) is not GenAISpanKind.Call)
                    return null;
                continue;
            }

            var around = surroundings.Operation!;
            if (around.RollUp is not null || around.Aggregate is not null || around.Descriptor.Kind == OperationKind.Tool)
                return null;
            if (around.Llm is not { } call)
                continue;

            return call.Operation == operation.Descriptor.LlmOperation && (!around.IsIntercepted || (!operation.Descriptor.IsInPipeline && IsLayer(operation, around))) ? call : null;
        }

        return null;
    }

    /// <summary>The enclosing run of the same agent; null when this is a separate run.</summary>
    internal static Operation? RunAround(Operation operation)
    {
        var surroundings = Surroundings.Of(operation);
        while (surroundings.MoveNext())
        {
            if (surroundings.Span is { } span)
            {
                if (GenAISpan.KindOf(span) is not GenAISpanKind.Agent)
                    return null;
                continue;
            }

            var around = surroundings.Operation!;
            if (around.Aggregate is not null)
                return IsLayer(operation, around) ? around.RunOf ?? around : null;
            if (around.RollUp is not null || around.Llm is not null || around.Descriptor.Kind == OperationKind.Tool)
                return null;
        }

        return null;
    }

    /// <summary>Whether both are layers of one client, without a model's function call between them.</summary>
    private static bool IsLayer(Operation inner, Operation outer)
        => inner.Input?.Client?.IsSameAs(outer.Input?.Client) == true && Equals(inner.Invocation?.Identity, outer.Invocation?.Identity);
}
