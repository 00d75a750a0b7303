namespace AgentTracing.Conventions;

/// <summary>Attribute names that Langfuse reads before any other (langfuse/langfuse, OpenTelemetry ingestion).</summary>
internal static class LangfuseAttributes
{
    internal const string ObservationType = "langfuse.observation.type";
    internal const string ObservationLevel = "langfuse.observation.level";
    internal const string ObservationUsageDetails = "langfuse.observation.usage_details";
    internal const string ObservationCostDetails = "langfuse.observation.cost_details";
    internal const string ObservationCompletionStartTime = "langfuse.observation.completion_start_time";
    internal const string ObservationInput = "langfuse.observation.input";
    internal const string ObservationOutput = "langfuse.observation.output";
    internal const string ObservationPromptName = "langfuse.observation.prompt.name";
    internal const string ObservationPromptVersion = "langfuse.observation.prompt.version";
    internal const string TraceName = "langfuse.trace.name";
    internal const string TraceTags = "langfuse.trace.tags";
    internal const string TraceMetadataPrefix = "langfuse.trace.metadata.";
    internal const string Version = "langfuse.version";
    internal const string Environment = "langfuse.environment";
}
