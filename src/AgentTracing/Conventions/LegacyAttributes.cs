namespace AgentTracing.Conventions;

/// <summary>Former names of OpenTelemetry's GenAI conventions, which dashboards still use.</summary>
internal static class LegacyAttributes
{
    internal const string System = "gen_ai.system";
    internal const string UsagePromptTokens = "gen_ai.usage.prompt_tokens";
    internal const string UsageCompletionTokens = "gen_ai.usage.completion_tokens";
    internal const string UsageTotalTokens = "gen_ai.usage.total_tokens";
    internal const string UsageCostUsd = "gen_ai.usage.cost_usd";
    internal const string UsageCacheCreationInputTokens = "gen_ai.usage.cache_creation.input_tokens";
}
