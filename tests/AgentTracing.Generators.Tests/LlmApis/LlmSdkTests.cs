using AgentTracing.Generators.LlmApis;

namespace AgentTracing.Generators.Tests.LlmApis;

public sealed class LlmSdkTests
{
    [Fact]
    public void Every_call_of_a_model_is_an_SDKs_and_both_say_the_same_provider()
        => Assert.All(LlmApiTable.All.Where(static api => api.IsModelCall), static api =>
        {
            Assert.NotNull(api.Sdk);
            Assert.Equal(api.Sdk.Provider ?? api.Provider, api.Provider);
        });

    [Fact]
    public void Every_SDK_has_calls()
        => Assert.Equal(
            LlmSdk.Names.Order(StringComparer.Ordinal),
            LlmApiTable.All.Where(static api => api.IsModelCall).Select(static api => api.Sdk!.Name).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("OpenAI.Chat.ChatClient", "OpenAI")]
    [InlineData("OpenAI", "OpenAI")]
    [InlineData("Azure.AI.OpenAI.OpenAIClient", "OpenAI")]
    [InlineData("OpenAIx.Chat", null)]
    [InlineData("Contoso.OpenAI.Client", null)]
    [InlineData("Anthropic.Models.Messages", "Anthropic")]
    [InlineData("Anthropic.SDK.Messaging", "AnthropicSDK")]
    [InlineData("Anthropic.SDKs", "Anthropic")]
    [InlineData("Microsoft.Extensions.AI", "MicrosoftExtensionsAI")]
    public void A_namespace_is_an_SDKs_as_a_whole_or_not_at_all(string name, string? sdk) => Assert.Equal(sdk, LlmSdk.Of(name)?.Name);
}
