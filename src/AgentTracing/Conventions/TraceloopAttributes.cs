namespace AgentTracing.Conventions;

/// <summary>Attribute names of Traceloop's OpenLLMetry (traceloop/openllmetry, semantic conventions for AI).</summary>
internal static class TraceloopAttributes
{
    internal const string SpanKind = "traceloop.span.kind";
    internal const string WorkflowName = "traceloop.workflow.name";
    internal const string EntityName = "traceloop.entity.name";
    internal const string EntityPath = "traceloop.entity.path";
    internal const string EntityVersion = "traceloop.entity.version";
    internal const string EntityInput = "traceloop.entity.input";
    internal const string EntityOutput = "traceloop.entity.output";
    internal const string PromptMessagesPrefix = "gen_ai.prompt.";
    internal const string CompletionMessagesPrefix = "gen_ai.completion.";
    internal const string FunctionsPrefix = "llm.request.functions.";
    internal const string AssociationPrefix = "traceloop.association.properties.";
    internal const string AssociationUserId = AssociationPrefix + "user_id";
    internal const string AssociationSessionId = AssociationPrefix + "session_id";
    internal const string PromptKey = "traceloop.prompt.key";
    internal const string PromptVersion = "traceloop.prompt.version";
    internal const string PromptVersionName = "traceloop.prompt.version_name";
    internal const string IsStreaming = "gen_ai.is_streaming";
    internal const string ReasoningEffort = "gen_ai.request.reasoning_effort";
    internal const string UsageReasoningTokens = "gen_ai.usage.reasoning_tokens";
}
