namespace AgentTracing;

/// <summary>Sets of metrics: which families of names are recorded. See docs/telemetry.md for what is in each.</summary>
[Flags]
public enum MetricSets
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>
    /// The OpenTelemetry GenAI conventions up to v0.1.0: <c>gen_ai.client.inference.*</c>, <c>gen_ai.invoke_agent.*</c>,
    /// <c>gen_ai.execute_tool.duration</c>.
    /// </summary>
    GenAI = 1,

    /// <summary>The names in Prometheus rules and dashboards for LLM cost: <c>llm.*</c>, <c>agent.*</c>, <c>tool.calls</c>.</summary>
    Llm = 2,

    /// <summary>
    /// The names of the conventions up to v1.41, for older dashboards: <c>gen_ai.client.token.usage</c>,
    /// <c>gen_ai.client.operation.duration</c>.
    /// </summary>
    V1_41 = 4,
}
