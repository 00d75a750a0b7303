namespace AgentTracing.Generators.LlmApis;

/// <summary>An SDK whose calls the catalogue knows.</summary>
/// <param name="Namespace">Where its types stand.</param>
/// <param name="Name">What build properties call it: <c>AgentTracingIntercept</c><paramref name="Name"/>; OpenAI and Azure's OpenAI share one.</param>
/// <param name="Provider">The provider that its types speak for, as <c>gen_ai.provider.name</c> has it; null where they speak for any.</param>
internal sealed record LlmSdk(string Namespace, string Name, string? Provider = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LlmSdk> All { get; } =
    [
        new("OpenAI", "OpenAI", "openai"),
        new("Azure.AI.OpenAI", "OpenAI", "azure.ai.openai"),
        new("Anthropic.SDK", "AnthropicSDK", "anthropic"),
        new("Anthropic", "Anthropic", "anthropic"),
        new("Microsoft.Extensions.AI", "MicrosoftExtensionsAI"),
        new("Microsoft.Agents.AI", "AgentFramework"),
        new("Microsoft.SemanticKernel", "SemanticKernel"),
        new("OllamaSharp", "OllamaSharp", "ollama"),
        new("Azure.AI.Inference", "AzureAIInference", "azure.ai.inference"),
        new("Betalgo.Ranul.OpenAI", "Betalgo", "openai"),
        new("Amazon.BedrockRuntime", "AmazonBedrock", "aws.bedrock"),
        new("Google.GenAI", "GoogleGenAI", "gcp.gemini"),
        new("Google.Cloud.AIPlatform", "GoogleVertexAI", "gcp.vertex_ai"),
        new("Mscc.GenerativeAI", "MsccGenerativeAI", "gcp.gemini"),
        new("Mistral.SDK", "MistralSDK", "mistral_ai"),
    ];

    /// <summary>What build properties call them, each once.</summary>
    public static IEnumerable<string> Names => All.Select(static sdk => sdk.Name).Distinct();

    /// <summary>The SDK that a type or namespace, by its full name, belongs to; null where it is none's.</summary>
    public static LlmSdk? Of(string name)
        => All.FirstOrDefault(sdk => name == sdk.Namespace || name.StartsWith(sdk.Namespace + ".", StringComparison.Ordinal));
}
