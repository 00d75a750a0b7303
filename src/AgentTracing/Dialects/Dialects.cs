namespace AgentTracing;

/// <summary>
/// Families of attributes that stand on spans beside those of the OpenTelemetry GenAI conventions, for back ends that read others. Several can
/// be on at once. See docs/telemetry.md for what is in each.
/// </summary>
[Flags]
public enum Dialects
{
    /// <summary>The OpenTelemetry GenAI conventions, which are always written.</summary>
    GenAI = 0,

    /// <summary>Names that the conventions had before: <c>gen_ai.system</c>, <c>gen_ai.usage.prompt_tokens</c>, ...</summary>
    Legacy = 1,

    /// <summary>OpenInference, for Phoenix: <c>openinference.span.kind</c>, <c>llm.*</c>.</summary>
    OpenInference = 2,

    /// <summary>Langfuse: <c>langfuse.*</c>.</summary>
    Langfuse = 4,

    /// <summary>Traceloop (OpenLLMetry): <c>traceloop.*</c>.</summary>
    Traceloop = 8,
}
