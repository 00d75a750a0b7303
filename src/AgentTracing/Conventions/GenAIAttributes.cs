namespace AgentTracing.Conventions;

/// <summary>
/// Attribute names of the OpenTelemetry GenAI conventions (open-telemetry/semantic-conventions-genai, up to v0.1.0) and of the core
/// conventions they build on.
/// </summary>
internal static class GenAIAttributes
{
    internal const string OperationName = "gen_ai.operation.name";
    internal const string ProviderName = "gen_ai.provider.name";
    internal const string ConversationId = "gen_ai.conversation.id";
    internal const string ConversationCompacted = "gen_ai.conversation.compacted";
    internal const string OutputType = "gen_ai.output.type";
    internal const string ToolCallId = "gen_ai.tool.call.id";
    internal const string DataSourceId = "gen_ai.data_source.id";
    internal const string TokenModality = "gen_ai.token.modality";
    internal const string TokenType = "gen_ai.token.type";

    internal const string PromptName = "gen_ai.prompt.name";
    internal const string PromptVersion = "gen_ai.prompt.version";

    internal const string AgentName = "gen_ai.agent.name";
    internal const string AgentVersion = "gen_ai.agent.version";
    internal const string AgentDescription = "gen_ai.agent.description";

    internal const string ToolName = "gen_ai.tool.name";
    internal const string ToolType = "gen_ai.tool.type";
    internal const string ToolDescription = "gen_ai.tool.description";

    internal const string RequestModel = "gen_ai.request.model";
    internal const string RequestMaxTokens = "gen_ai.request.max_tokens";
    internal const string RequestTemperature = "gen_ai.request.temperature";
    internal const string RequestTopP = "gen_ai.request.top_p";
    internal const string RequestTopK = "gen_ai.request.top_k";
    internal const string RequestStopSequences = "gen_ai.request.stop_sequences";
    internal const string RequestSeed = "gen_ai.request.seed";
    internal const string RequestFrequencyPenalty = "gen_ai.request.frequency_penalty";
    internal const string RequestPresencePenalty = "gen_ai.request.presence_penalty";
    internal const string RequestChoiceCount = "gen_ai.request.choice.count";
    internal const string RequestStream = "gen_ai.request.stream";
    internal const string RequestReasoningLevel = "gen_ai.request.reasoning.level";
    internal const string RequestPreviousResponseId = "gen_ai.request.previous_response.id";
    internal const string EmbeddingsDimensionCount = "gen_ai.embeddings.dimension.count";

    internal const string ResponseId = "gen_ai.response.id";
    internal const string ResponseModel = "gen_ai.response.model";
    internal const string ResponseFinishReasons = "gen_ai.response.finish_reasons";
    internal const string ResponseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";

    internal const string UsageInputTokens = "gen_ai.usage.input_tokens";
    internal const string UsageOutputTokens = "gen_ai.usage.output_tokens";
    internal const string UsageCacheReadInputTokens = "gen_ai.usage.cache_read.input_tokens";
    internal const string UsageCacheWriteInputTokens = "gen_ai.usage.cache_write.input_tokens";
    internal const string UsageReasoningOutputTokens = "gen_ai.usage.reasoning.output_tokens";

    /// <summary>Not part of the conventions, which have no cost. Langfuse, OpenLIT and OpenRouter read it, in USD.</summary>
    internal const string UsageCost = "gen_ai.usage.cost";

    // OpenTelemetry's conventions for OpenAI.
    internal const string OpenAIRequestServiceTier = "openai.request.service_tier";
    internal const string OpenAIResponseServiceTier = "openai.response.service_tier";

    internal const string InputMessages = "gen_ai.input.messages";
    internal const string OutputMessages = "gen_ai.output.messages";
    internal const string SystemInstructions = "gen_ai.system_instructions";
    internal const string ToolDefinitions = "gen_ai.tool.definitions";
    internal const string ToolCallArguments = "gen_ai.tool.call.arguments";
    internal const string ToolCallResult = "gen_ai.tool.call.result";
    internal const string RetrievalTopK = "gen_ai.retrieval.top_k";
    internal const string RetrievalQueryText = "gen_ai.retrieval.query.text";
    internal const string RetrievalDocuments = "gen_ai.retrieval.documents";
    internal const string InferenceDetailsEvent = "gen_ai.client.inference.operation.details";

    // Not part of OpenTelemetry's conventions, but back ends read the input and output of agents from these names.
    internal const string InputValue = "input.value";
    internal const string OutputValue = "output.value";

    internal const string ErrorType = "error.type";
    internal const string ExceptionType = "exception.type";
    internal const string ExceptionMessage = "exception.message";
    internal const string ExceptionStackTrace = "exception.stacktrace";
    internal const string ServerAddress = "server.address";
    internal const string ServerPort = "server.port";
    internal const string UserId = "user.id";
    internal const string SessionId = "session.id";
    internal const string EnvironmentName = "deployment.environment.name";

    /// <summary>Event of an exception (log record, else span event).</summary>
    internal const string ExceptionEvent = "gen_ai.client.operation.exception";

    /// <summary>
    /// The span event that every back end recognizes as an exception (OpenTelemetry, "Semantic conventions for exceptions on spans").
    /// </summary>
    internal const string SpanExceptionEvent = "exception";

    /// <summary>Event of a score (log record, else span event).</summary>
    internal const string EvaluationEvent = "gen_ai.evaluation.result";

    internal const string EvaluationName = "gen_ai.evaluation.name";
    internal const string EvaluationScoreValue = "gen_ai.evaluation.score.value";
    internal const string EvaluationScoreLabel = "gen_ai.evaluation.score.label";
    internal const string EvaluationExplanation = "gen_ai.evaluation.explanation";
}
