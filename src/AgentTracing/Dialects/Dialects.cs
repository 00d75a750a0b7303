namespace AgentTracing;

/// <summary>
/// Families of span attributes in addition to the OpenTelemetry GenAI conventions, for back ends that read other names. Several can be on
/// at once. See docs/telemetry.md for what is in each.
/// </summary>
[Flags]
public enum Dialects
{
    /// <summary>The OpenTelemetry GenAI conventions, which are always written.</summary>
    GenAI = 0,

    /// <summary>Former names of the conventions: <c>gen_ai.system</c>, <c>gen_ai.usage.prompt_tokens</c>, ...</summary>
    Legacy = 1,

    /// <summary>OpenInference, for Phoenix: <c>openinference.span.kind</c>, <c>llm.*</c>.</summary>
    OpenInference = 2,

    /// <summary>Langfuse: <c>langfuse.*</c>.</summary>
    Langfuse = 4,

    /// <summary>Traceloop (OpenLLMetry): <c>traceloop.*</c>.</summary>
    Traceloop = 8,
}
