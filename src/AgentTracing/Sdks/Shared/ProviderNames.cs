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
    public const string Groq = "groq";
    public const string Perplexity = "perplexity";
    public const string OpenRouter = "openrouter";
    public const string Together = "together";
    public const string Fireworks = "fireworks";
    public const string Cerebras = "cerebras";
    public const string Foundry = "microsoft.foundry";

    private static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        OpenAI, AzureOpenAI, AzureInference, Anthropic, Bedrock, Gemini, VertexAI, Mistral, Cohere, DeepSeek, XAI, Moonshot, Ollama, Groq, Perplexity, OpenRouter, Together,
        Fireworks, Cerebras, Foundry,
    };

    /// <summary>
    /// The name of a provider in telemetry: the first of <paramref name="names"/> that is listed here, else <paramref name="id"/>.
    /// </summary>
    public static string Known(IEnumerable<string> names, string id) => names.FirstOrDefault(All.Contains) ?? id;
}
