using Anthropic;

internal static partial class Values
{
    private static IAnthropicClient Anthropic => new AnthropicClient { BaseUrl = Server.BaseAddress.ToString().TrimEnd('/'), ApiKey = "key", MaxRetries = 0 };
}
