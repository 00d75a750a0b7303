namespace AgentTracing;

/// <summary>
/// Whether what agents, tools and models are given and answer becomes telemetry, and where. It is what users wrote, so it is off by default
/// (OpenTelemetry GenAI conventions, "Capturing instructions, inputs, and outputs").
/// </summary>
[Flags]
public enum ContentCapture
{
    /// <summary>Nothing is captured.</summary>
    None = 0,

    /// <summary>On the spans, as attributes.</summary>
    Span = 1,

    /// <summary>
    /// As events: <c>gen_ai.client.inference.operation.details</c> for model calls, <c>agent_tracing.operation.details</c> for everything
    /// else. Log records where <see cref="AgentTracingOptions.LoggerFactory"/> is given, else events of the spans.
    /// </summary>
    Event = 2,
}
