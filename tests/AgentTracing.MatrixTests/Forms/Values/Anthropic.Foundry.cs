using Anthropic;
using Anthropic.Foundry;

internal static partial class Values
{
    private static IAnthropicClient Anthropic => new AnthropicFoundryClient(new AnthropicFoundryApiKeyCredentials("key", "shop")) { HttpClient = new HttpClient(new ToServer()), MaxRetries = 0 };
}
