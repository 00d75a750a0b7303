using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>The community's Anthropic.SDK, described from its public source.</summary>
internal static class AnthropicCommunity
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Anthropic.SDK")
    {
        Property = "AnthropicSDK",
        Provider = ProviderNames.Anthropic,
        Calls =
        [
            Call("Anthropic.SDK.Messaging.MessagesEndpoint", ["GetClaudeMessageAsync"], Chat, Options),
            Call("Anthropic.SDK.Messaging.MessagesEndpoint", ["StreamClaudeMessageAsync"], Chat, Options, Streaming),
        ],
        Models =
        [
            new(ProviderNames.Anthropic, ["Anthropic.SDK.Messaging.MessageParameters"]),
        ],
        Requests =
        [
            "Anthropic.SDK.Messaging.MessageParameters",
        ],
        Responses =
        [
            new("Anthropic.SDK.Messaging.MessageResponse") { FinishReason = ["StopReason", MemberPath.Of("Delta", "StopReason")], Parts = [new("StreamStartMessage", null)] },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model = Nowhere, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Anthropic, model, traits);
}
