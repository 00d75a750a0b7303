namespace AgentTracing.Conventions;

/// <summary>Attribute names of OpenInference, which Phoenix reads (Arize-ai/openinference, semantic conventions).</summary>
internal static class OpenInferenceAttributes
{
    internal const string SpanKind = "openinference.span.kind";
    internal const string AgentName = "agent.name";
    internal const string ToolName = "tool.name";
    internal const string ToolDescription = "tool.description";
    internal const string GraphNodeId = "graph.node.id";
    internal const string GraphNodeName = "graph.node.name";
    internal const string GraphNodeParentId = "graph.node.parent_id";
    internal const string Tags = "tag.tags";
    internal const string Metadata = "metadata";

    internal const string Provider = "llm.provider";
    internal const string System = "llm.system";
    internal const string ModelName = "llm.model_name";
    internal const string RequestModelName = "llm.request.model_name";
    internal const string InvocationParameters = "llm.invocation_parameters";
    internal const string FinishReason = "llm.finish_reason";
    internal const string PromptTemplateVersion = "llm.prompt_template.version";
    internal const string EmbeddingModelName = "embedding.model_name";
    internal const string EmbeddingInvocationParameters = "embedding.invocation_parameters";

    internal const string TokenCountPrompt = "llm.token_count.prompt";
    internal const string TokenCountCompletion = "llm.token_count.completion";
    internal const string TokenCountTotal = "llm.token_count.total";
    internal const string TokenCountPromptCacheRead = "llm.token_count.prompt_details.cache_read";
    internal const string TokenCountPromptCacheWrite = "llm.token_count.prompt_details.cache_write";
    internal const string TokenCountPromptAudio = "llm.token_count.prompt_details.audio";
    internal const string TokenCountCompletionReasoning = "llm.token_count.completion_details.reasoning";
    internal const string TokenCountCompletionAudio = "llm.token_count.completion_details.audio";

    internal const string InputMimeType = "input.mime_type";
    internal const string OutputMimeType = "output.mime_type";
    internal const string InputMessagesPrefix = "llm.input_messages.";
    internal const string OutputMessagesPrefix = "llm.output_messages.";
    internal const string ToolsPrefix = "llm.tools.";
    internal const string ToolParameters = "tool.parameters";
    internal const string DocumentsPrefix = "retrieval.documents.";
    internal const string EmbeddingsPrefix = "embedding.embeddings.";

    internal const string CostPrompt = "llm.cost.prompt";
    internal const string CostCompletion = "llm.cost.completion";
    internal const string CostTotal = "llm.cost.total";
}
