namespace AgentTracing.Tests.Pricing;

/// <summary>The provider and region behind an endpoint.</summary>
public sealed class HostTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "openai", null)]
    [InlineData("https://API.OpenAI.com/v1", "openai", null)]
    [InlineData("https://eu.api.openai.com/v1", "openai", "eu")]
    [InlineData("https://us.api.openai.com/v1", "openai", "us")]
    [InlineData("https://shop.openai.azure.com/openai/v1", "azure.ai.openai", null)]
    [InlineData("https://shop.openai.azure.us", "azure.ai.openai", null)]
    [InlineData("https://shop.openai.azure.cn", "azure.ai.openai", null)]
    [InlineData("https://shop.cognitiveservices.azure.com", "azure.ai.openai", null)]
    [InlineData("https://shop.services.ai.azure.com/openai/v1", "azure.ai.openai", null)]
    [InlineData("https://shop.services.ai.azure.com/anthropic", "microsoft.foundry", null)]
    [InlineData("https://shop.services.ai.azure.com/models", "azure.ai.inference", null)]
    [InlineData("https://shop.eastus.models.ai.azure.com", "azure.ai.inference", null)]
    [InlineData("https://bedrock-runtime.us-west-2.amazonaws.com", "aws.bedrock", "us-west-2")]
    [InlineData("https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com", "aws.bedrock", "us-gov-west-1")]
    [InlineData("https://bedrock-runtime.cn-north-1.amazonaws.com.cn", "aws.bedrock", "cn-north-1")]
    [InlineData("https://bedrock-mantle.us-east-1.api.aws/v1", "aws.bedrock", "us-east-1")]
    [InlineData("https://aiplatform.googleapis.com", "gcp.vertex_ai", null)]
    [InlineData("https://europe-west4-aiplatform.googleapis.com", "gcp.vertex_ai", "europe-west4")]
    [InlineData("https://aiplatform.eu.rep.googleapis.com", "gcp.vertex_ai", "eu")]
    [InlineData("https://generativelanguage.googleapis.com/v1beta/openai", "gcp.gemini", null)]
    [InlineData("https://api.anthropic.com", "anthropic", null)]
    [InlineData("https://api.groq.com/openai/v1", "groq", null)]
    [InlineData("https://api.x.ai/v1", "x_ai", null)]
    [InlineData("https://eu-west-1.api.x.ai/v1", "x_ai", "eu-west-1")]
    [InlineData("https://api.mistral.ai/v1", "mistral_ai", null)]
    [InlineData("https://codestral.mistral.ai/v1", "mistral_ai", null)]
    [InlineData("https://api.deepseek.com", "deepseek", null)]
    [InlineData("https://api.cohere.com/v2", "cohere", null)]
    [InlineData("https://openrouter.ai/api/v1", "openrouter", null)]
    [InlineData("https://api.together.xyz/v1", "together", null)]
    [InlineData("https://api.fireworks.ai/inference/v1", "fireworks", null)]
    [InlineData("https://api.perplexity.ai", "perplexity", null)]
    [InlineData("https://api.cerebras.ai/v1", "cerebras", null)]
    [InlineData("https://api.moonshot.cn/v1", "moonshot_ai", null)]
    [InlineData("http://localhost:11434/v1", "ollama", null)]
    [InlineData("http://[::1]:11434/v1", "ollama", null)]
    [InlineData("http://localhost:8000/v1", null, null)]
    [InlineData("https://api.openai.com.evil.example", null, null)]
    [InlineData("https://notapi.openai.com", null, null)]
    [InlineData("https://a.b.api.openai.com", null, null)]
    [InlineData("https://openai.azure.com", null, null)]
    [InlineData("https://gateway.example/openai", null, null)]
    public void The_provider_behind_an_endpoint(string endpoint, string? provider, string? geography)
    {
        var service = PriceBook.Default.ServiceAt(new Uri(endpoint));
        Assert.Equal((provider, geography), (service.Provider, service.Geography));
    }
}
