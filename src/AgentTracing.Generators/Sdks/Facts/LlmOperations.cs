namespace AgentTracing.Generators.Sdks;

/// <summary>Operations: those of the OpenTelemetry GenAI conventions, and our names for others.</summary>
internal static class LlmOperations
{
    public const string Chat = "chat";
    public const string TextCompletion = "text_completion";
    public const string GenerateContent = "generate_content";
    public const string Embeddings = "embeddings";
    public const string InvokeAgent = "invoke_agent";
    public const string ExecuteTool = "execute_tool";
    public const string ImageGeneration = "image_generation";
    public const string VideoGeneration = "video_generation";
    public const string Speech = "speech";
    public const string Transcription = "transcription";
    public const string Realtime = "realtime";
    public const string Moderation = "moderation";
    public const string Batch = "batch";
    public const string Decision = "decision";
    public const string Evaluation = "evaluation";
    public const string Retrieval = "retrieval";
    public const string InvokeWorkflow = "invoke_workflow";
}
