namespace AgentTracing;

/// <summary>
/// Whether inputs and outputs of agents, tools and models become telemetry, and where. They contain users' texts, so capture is off by
/// default (OpenTelemetry GenAI conventions, "Capturing instructions, inputs, and outputs").
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
    /// else. Log records if <see cref="AgentTracingOptions.LoggerFactory"/> is set, else events of the spans.
    /// </summary>
    Event = 2,
}
