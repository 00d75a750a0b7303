extern alias runtime;

using static AgentTracing.Generators.Tests.Analyzers.Prices.PriceAnalysis;
using RunTime = runtime::AgentTracing;

namespace AgentTracing.Generators.Tests.Analyzers.Prices;

/// <summary>AGT3001 at each host of a provider: the build warns of exactly the models without a price at run time.</summary>
public sealed class EndpointTests
{
    /// <summary>An endpoint, the provider behind it, a model with a price there (null if none has one), and a model without.</summary>
    private static readonly (string Endpoint, string Provider, string? Priced, string Unpriced)[] Rows =
    [
        ("https://api.openai.com/v1", "openai", "gpt-5.4", "llama-3.1-8b-instant"),
        ("https://us.api.openai.com/v1", "openai", "gpt-4o", "claude-opus-5-5"),
        ("https://shop.openai.azure.com/openai/v1", "azure.ai.openai", "gpt-4o-2024-11-20", "my-deployment"),
        ("https://shop.openai.azure.us/openai/v1", "azure.ai.openai", "gpt-4o", "llama-3.1-8b-instant"),
        ("https://shop.openai.azure.cn/openai/v1", "azure.ai.openai", "gpt-4.1-mini", "qwen-turbo"),
        ("https://shop.cognitiveservices.azure.com/openai/v1", "azure.ai.openai", "gpt-35-turbo", "gpt-99"),
        ("https://shop.services.ai.azure.com/openai/v1", "azure.ai.openai", "deepseek-r1", "grok-99"),
        ("https://shop.services.ai.azure.com/models", "azure.ai.inference", "Phi-4", "phi-99"),
        ("https://shop.eastus.models.ai.azure.com", "azure.ai.inference", "Llama-3.3-70B-Instruct", "llama-99"),
        ("https://models.inference.ai.azure.com", "azure.ai.inference", "gpt-4o-mini", "gpt-4o-super"),
        ("https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1", "aws.bedrock", "openai.gpt-oss-120b-1:0", "gpt-4o"),
        ("https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com/openai/v1", "aws.bedrock", "amazon.nova-pro-v1:0", "nova-pro"),
        ("https://bedrock-runtime.cn-north-1.amazonaws.com.cn/openai/v1", "aws.bedrock", "amazon.nova-pro-v1:0", "claude-opus-4-7"),
        ("https://bedrock-runtime.eu-central-1.api.aws/openai/v1", "aws.bedrock", "openai.gpt-oss-120b-1:0", "openai.gpt-99"),
        ("https://bedrock-mantle.us-east-1.api.aws/v1", "aws.bedrock", "openai.gpt-5.6-sol", "gpt-5.6-super"),
        ("https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi", "gcp.vertex_ai", "google/gemini-2.5-pro", "google/gpt-4o"),
        ("https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/openapi", "gcp.vertex_ai", "gemini-3.1-pro-preview", "gemini-99"),
        ("https://aiplatform.eu.rep.googleapis.com/v1/projects/p/locations/eu/endpoints/openapi", "gcp.vertex_ai", "gemini-2.5-flash", "gpt-4o"),
        ("https://generativelanguage.googleapis.com/v1beta/openai", "gcp.gemini", "models/gemini-2.5-flash", "gpt-4o"),
        ("https://api.anthropic.com/v1", "anthropic", "claude-opus-5-5", "claude-opus-4-60"),
        ("https://api.groq.com/openai/v1", "groq", "openai/gpt-oss-20b", "gpt-4o"),
        ("https://api.x.ai/v1", "x_ai", "grok-4.7", "grok-99"),
        ("https://us-east-1.api.x.ai/v1", "x_ai", "grok-4", "gpt-4o"),
        ("https://api.mistral.ai/v1", "mistral_ai", "mistral-large-latest", "mistral-99"),
        ("https://codestral.mistral.ai/v1", "mistral_ai", "codestral-latest", "gpt-4o"),
        ("https://api.deepseek.com/v1", "deepseek", "deepseek-chat", "deepseek-99"),
        ("https://api.cohere.ai/compatibility/v1", "cohere", "command-a-03-2025", "command-99"),
        ("https://api.cohere.com/compatibility/v1", "cohere", "command-r7b-12-2024", "gpt-4o"),
        ("https://openrouter.ai/api/v1", "openrouter", "anthropic/claude-sonnet-4.5", "nobody/claude-opus-5.5"),
        ("https://api.together.xyz/v1", "together", null, "meta-llama/Llama-3.3-70B-Instruct-Turbo"),
        ("https://api.together.ai/v1", "together", null, "gpt-4o"),
        ("https://api.fireworks.ai/inference/v1", "fireworks", null, "gpt-4o"),
        ("https://api.perplexity.ai", "perplexity", null, "sonar-pro"),
        ("https://api.cerebras.ai/v1", "cerebras", null, "gpt-oss-120b"),
        ("https://api.moonshot.ai/v1", "moonshot_ai", null, "kimi-99"),
        ("https://api.moonshot.cn/v1", "moonshot_ai", null, "kimi-98"),
    ];

    [Fact]
    public async Task The_build_warns_of_what_has_no_price_at_run_time()
    {
        var calls = new System.Text.StringBuilder();
        foreach (var (endpoint, provider, priced, unpriced) in Rows)
        {
            Assert.Equal(RunTime.PriceMatch.None, RunTime.PriceBook.Default.Resolve(provider, unpriced).Match);
            calls.Append($"new ChatClient(\"{unpriced}\", key, new OpenAIClientOptions {{ Endpoint = new Uri(\"{endpoint}\") }}),\n");
            if (priced is null)
                continue;

            Assert.True(RunTime.PriceBook.Default.TryGetCost(provider, priced, new RunTime.TokenUsage { Input = 1000 }, out _), $"{priced} has no price with {provider}.");
            calls.Append($"new ChatClient(\"{priced}\", key, new OpenAIClientOptions {{ Endpoint = new Uri(\"{endpoint}\") }}),\n");
        }

        var diagnostics = await Analyze(
            "using OpenAI; using OpenAI.Chat;\n" + $"public class C {{ public object M(System.ClientModel.ApiKeyCredential key) => new object[] {{ {calls} }}; }}", file: null);

        Assert.Equal(
            Rows.Select(static row => $"\"{row.Unpriced}\""),
            diagnostics.Where(static diagnostic => diagnostic.Id == "AGT3001").Select(static diagnostic => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)));
    }
}
