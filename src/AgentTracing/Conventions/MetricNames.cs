namespace AgentTracing.Conventions;

/// <summary>Names of the instruments: those of the GenAI conventions, and those of Prometheus rules for LLM cost.</summary>
internal static class MetricNames
{
    internal const string InferenceDuration = "gen_ai.client.inference.duration";
    internal const string InferenceTimeToFirstChunk = "gen_ai.client.inference.time_to_first_chunk";
    internal const string InferenceTimePerOutputChunk = "gen_ai.client.inference.time_per_output_chunk";
    internal const string InferenceInputTokens = "gen_ai.client.inference.usage.input_tokens";
    internal const string InferenceOutputTokens = "gen_ai.client.inference.usage.output_tokens";
    internal const string InferenceCacheReadTokens = "gen_ai.client.inference.usage.cache_read.input_tokens";
    internal const string InferenceCacheWriteTokens = "gen_ai.client.inference.usage.cache_write.input_tokens";
    internal const string InferenceReasoningTokens = "gen_ai.client.inference.usage.reasoning.output_tokens";
    internal const string InferenceOperationInputTokens = "gen_ai.client.inference.operation.input_tokens";
    internal const string InferenceOperationOutputTokens = "gen_ai.client.inference.operation.output_tokens";
    internal const string ClientOperationDuration = "gen_ai.client.operation.duration";
    internal const string ClientTokenUsage = "gen_ai.client.token.usage";
    internal const string InvokeAgentDuration = "gen_ai.invoke_agent.duration";
    internal const string InvokeAgentInferenceCalls = "gen_ai.invoke_agent.inference_calls";
    internal const string InvokeAgentToolCalls = "gen_ai.invoke_agent.tool_calls";
    internal const string ExecuteToolDuration = "gen_ai.execute_tool.duration";

    internal const string LlmTokens = "llm.tokens";
    internal const string LlmCost = "llm.cost.usd";
    internal const string LlmRequestDuration = "llm.request.duration";
    internal const string AgentRuns = "agent.runs";
    internal const string AgentRunCost = "agent.run.cost.usd";
    internal const string ToolCalls = "tool.calls";
    internal const string ToolCost = "tool.cost.usd";
    internal const string LlmUnpricedCalls = "llm.unpriced.calls";
    internal const string BudgetsExceeded = "agent.budget.exceeded";

    internal const string TelemetryFaults = "agent_tracing.faults";
    internal const string InvalidCarriers = "agent_tracing.invalid_carriers";
    internal const string PricesAge = "agent_tracing.prices.age_days";
    internal const string LostUsageRecords = "agent_tracing.usage_records.lost";

    /// <summary>Attribute keys of the second set of metrics.</summary>
    internal static class Labels
    {
        internal const string Model = "model";
        internal const string AgentName = "agent_name";
        internal const string Operation = "operation";
        internal const string TokenType = "token_type";
        internal const string Status = "status";
        internal const string Tool = "tool";
        internal const string Limit = "limit";
    }
}
