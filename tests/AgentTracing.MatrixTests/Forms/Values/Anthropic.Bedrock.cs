using Anthropic;
using Anthropic.Bedrock;

internal static partial class Values
{
    private static IAnthropicClient Anthropic => new AnthropicBedrockClient(new AnthropicBedrockApiTokenCredentials { BearerToken = "key", Region = "us-east-1" })
    {
        HttpClient = new HttpClient(new ToServer()),
        MaxRetries = 0,
    };
}
