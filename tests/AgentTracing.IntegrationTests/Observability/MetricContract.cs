namespace AgentTracing.IntegrationTests.Observability;

/// <summary>
/// The instruments according to the telemetry contract (docs/telemetry.md): name, type, unit, buckets, and the attributes apart from the
/// optional ones that every series can have. Repeated here on purpose: nothing is taken from the code under test.
/// </summary>
internal sealed record MetricContract(string Instrument, string Type, string Unit, string[] Attributes, double[]? Buckets = null)
{
    private const string Counter = "counter";
    private const string Histogram = "histogram";
    private const string Gauge = "gauge";

    private static readonly double[] Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
    private static readonly double[] AgentSeconds = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6];
    private static readonly double[] RequestSeconds = [0.1, 0.5, 1, 2, 5, 10, 30, 60];
    private static readonly double[] Calls = [1, 2, 4, 8, 16, 32, 64, 128];
    private static readonly double[] Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
    private static readonly double[] RunCost = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private static readonly string[] Model = ["gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model"];
    private static readonly string[] ModelError = [.. Model, "error.type"];
    private static readonly string[] ModelModality = [.. Model, "gen_ai.token.modality"];

    internal static readonly MetricContract[] GenAI =
    [
        new("gen_ai.client.inference.duration", Histogram, "s", ModelError, Seconds),
        new("gen_ai.client.inference.time_to_first_chunk", Histogram, "s", Model, Seconds),
        new("gen_ai.client.inference.time_per_output_chunk", Histogram, "s", Model, Seconds),
        new("gen_ai.client.inference.usage.input_tokens", Counter, "{token}", ModelModality),
        new("gen_ai.client.inference.usage.output_tokens", Counter, "{token}", ModelModality),
        new("gen_ai.client.inference.usage.cache_read.input_tokens", Counter, "{token}", ModelModality),
        new("gen_ai.client.inference.usage.cache_write.input_tokens", Counter, "{token}", ModelModality),
        new("gen_ai.client.inference.usage.reasoning.output_tokens", Counter, "{token}", ModelModality),
        new("gen_ai.client.inference.operation.input_tokens", Histogram, "{token}", Model, Tokens),
        new("gen_ai.client.inference.operation.output_tokens", Histogram, "{token}", Model, Tokens),
        new("gen_ai.client.operation.duration", Histogram, "s", ModelError, Seconds),
        new("gen_ai.invoke_agent.duration", Histogram, "s", ["gen_ai.agent.name", "error.type"], AgentSeconds),
        new("gen_ai.invoke_agent.inference_calls", Histogram, "{inference_call}", ["gen_ai.agent.name"], Calls),
        new("gen_ai.invoke_agent.tool_calls", Histogram, "{tool_call}", ["gen_ai.agent.name"], Calls),
        new("gen_ai.execute_tool.duration", Histogram, "s", ["gen_ai.tool.name", "gen_ai.tool.type", "gen_ai.agent.name", "error.type"], Seconds),
    ];

    internal static readonly MetricContract[] Llm =
    [
        new("llm.tokens", Counter, "", ["model", "agent_name", "operation", "token_type"]),
        new("llm.cost.usd", Counter, "", ["model", "agent_name", "operation"]),
        new("llm.request.duration", Histogram, "s", ["model", "agent_name"], RequestSeconds),
        new("agent.runs", Counter, "", ["agent_name", "status"]),
        new("agent.run.cost.usd", Histogram, "", ["agent_name"], RunCost),
        new("tool.calls", Counter, "", ["agent_name", "tool", "status"]),
        new("llm.unpriced.calls", Counter, "", ["model"]),
    ];

    internal static readonly MetricContract[] V141 =
    [
        new("gen_ai.client.token.usage", Histogram, "{token}", [.. Model, "gen_ai.token.type"], Tokens),
        new("gen_ai.client.operation.duration", Histogram, "s", ModelError, Seconds),
    ];

    /// <summary>Instruments about faults of the telemetry itself; part of every set.</summary>
    internal static readonly MetricContract[] Own =
    [
        new("agent_tracing.faults", Counter, "", []),
        new("agent_tracing.invalid_carriers", Counter, "", []),
        new("agent_tracing.prices.age_days", Gauge, "", []),
        new("agent_tracing.usage_records.lost", Counter, "", []),
    ];

    /// <summary>The expected instruments of the sets.</summary>
    internal static MetricContract[] Of(MetricSets sets) =>
    [
        .. new[] { (MetricSets.GenAI, GenAI), (MetricSets.Llm, Llm), (MetricSets.V1_41, V141) }
            .Where(set => sets.HasFlag(set.Item1))
            .SelectMany(set => set.Item2)
            .DistinctBy(metric => metric.Instrument),
        .. Own,
    ];

    /// <summary>The name in Prometheus, without the <c>_total</c> of counters.</summary>
    internal string ExposedName => Instrument.Replace('.', '_') + (Unit == "s" ? "_seconds" : "");

    /// <summary>The names of the attributes as Prometheus labels.</summary>
    internal IEnumerable<string> Labels => Attributes.Select(attribute => attribute.Replace('.', '_'));

    public override string ToString() => Instrument;
}
