namespace AgentTracing.Sdks;

/// <summary>
/// Values of <c>gen_ai.provider.name</c>: the well-known ones of the OpenTelemetry GenAI conventions, and names in the same spelling for
/// providers that the conventions do not list.
/// </summary>
internal static class ProviderNames
{
    public const string OpenAI = "openai";
    public const string AzureOpenAI = "azure.ai.openai";
    public const string AzureInference = "azure.ai.inference";
    public const string Anthropic = "anthropic";
    public const string Bedrock = "aws.bedrock";
    public const string Gemini = "gcp.gemini";
    public const string VertexAI = "gcp.vertex_ai";
    public const string Mistral = "mistral_ai";
    public const string Cohere = "cohere";
    public const string DeepSeek = "deepseek";
    public const string XAI = "x_ai";
    public const string Moonshot = "moonshot_ai";
    public const string Ollama = "ollama";
}
