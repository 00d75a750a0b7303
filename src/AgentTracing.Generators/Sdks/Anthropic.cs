using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>
/// Anthropic's SDK. It traces its calls itself unless this is turned off. The caller reads bodies of raw responses later.
/// </summary>
internal static class Anthropic
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Anthropic")
    {
        Property = "Anthropic",
        Provider = ProviderNames.Anthropic,
        ModelEnum = "Anthropic.Models.Messages.Model",
        Sources = [NativeSources.Anthropic],
        TracedClient = new TracedClient("Anthropic.IAnthropicClient", NativeSources.Anthropic),
        ClientContract = "Anthropic.IAnthropicClient",
        Clients =
        [
            ("Anthropic.Bedrock.AnthropicBedrockClient", ProviderNames.Bedrock),
            ("Anthropic.Bedrock.AnthropicBedrockMantleClient", ProviderNames.Bedrock),
            ("Anthropic.Vertex.AnthropicVertexClient", ProviderNames.VertexAI),
            ("Anthropic.Foundry.AnthropicFoundryClient", ProviderNames.Foundry),
        ],
        RawAnswers = ["Anthropic.Models.Messages.Message", "Anthropic.Models.Beta.Messages.BetaMessage"],
        RawUpdates = ["Anthropic.Models.Messages.RawMessageStreamEvent", "Anthropic.Models.Beta.Messages.BetaRawMessageStreamEvent"],
        Formats =
        [
            new("Anthropic.Models.Messages.JsonOutputFormat", "json"),
            new("Anthropic.Models.Beta.Messages.BetaJsonOutputFormat", "json"),
        ],
        Calls =
        [
            Call("Anthropic.Services.IMessageService", ["Create"]),
            Call("Anthropic.Services.IMessageService", ["CreateStreaming"], Streaming),
            Call("Anthropic.Services.MessageServiceExtensions", ["Create"]),
            Call("Anthropic.Services.IMessageServiceWithRawResponse", ["Create"], NotInterceptable),
            Call("Anthropic.Services.IMessageServiceWithRawResponse", ["CreateStreaming"], Streaming | NotInterceptable),
            Call("Anthropic.Services.Beta.IMessageService", ["Create"]),
            Call("Anthropic.Services.Beta.IMessageService", ["CreateStreaming"], Streaming),
            Call("Anthropic.Services.Beta.BetaMessageServiceExtensions", ["Create"]),
            Call("Anthropic.Services.Beta.IMessageServiceWithRawResponse", ["Create"], NotInterceptable),
            Call("Anthropic.Services.Beta.IMessageServiceWithRawResponse", ["CreateStreaming"], Streaming | NotInterceptable),
            Call("Anthropic.Helpers.Beta.BetaMessageThread", ["Send"]),
            Call("Anthropic.Helpers.Beta.BetaMessageThread", ["SendStreaming"], Streaming),
            Call("Anthropic.Helpers.Beta.BetaMessageThread`1", ["Send"]),
            Call("Anthropic.Helpers.Beta.BetaMessageThread`1", ["SendStreaming"], Streaming),
            Call("Anthropic.Services.IMessageService", ["CountTokens"], Free),
            Call("Anthropic.Services.Beta.IMessageService", ["CountTokens"], Free),
            Call("Anthropic.Helpers.Beta.BetaToolRunner", ["RunUntilDoneAsync"], Aggregate, InvokeAgent),
            Call("Anthropic.Helpers.Beta.BetaToolRunner", ["Streaming"], Aggregate | Streaming, InvokeAgent),
            Call("Anthropic.Helpers.Beta.BetaToolRunner", ["GetAsyncEnumerator"], Aggregate | Streaming | NotInterceptable, InvokeAgent),
            Call("Anthropic.Services.Messages.IBatchService", ["Create"], Deferred, Batch),
            Call("Anthropic.Services.Beta.Messages.IBatchService", ["Create"], Deferred, Batch),
        ],
        Models =
        [
            new(
                ProviderNames.Anthropic,
                [
                    "Anthropic.Models.Messages.MessageCreateParams",
                    "Anthropic.Models.Beta.Messages.MessageCreateParams",
                    "Anthropic.Models.Messages.Batches.Params",
                    "Anthropic.Models.Beta.Messages.Batches.Params",
                    "Anthropic.Models.Beta.Messages.BetaFallbackParam",
                    "Anthropic.Models.Beta.Messages.BetaAdvisorTool20260301",
                    "Anthropic.Models.Beta.Messages.ThreadCreateParams",
                    "Anthropic.Models.Beta.Messages.ThreadSendParams",
                    "Microsoft.Extensions.AI.AnthropicClientExtensions",
                    "Microsoft.Extensions.AI.AnthropicBetaClientExtensions",
                ]),
        ],
        Requests =
        [
            "Anthropic.Models.Messages.MessageCreateParams",
            "Anthropic.Models.Beta.Messages.MessageCreateParams",
        ],
        Responses =
        [
            .. new[] { "Anthropic.Models.Messages.Message", "Anthropic.Models.Beta.Messages.BetaMessage" }
                .Select(static type => new ResponseShape(type) { Wire = "AnthropicResponse.Read", AdaptedWire = "AnthropicResponse.ReadAdapted", WireMember = "RawData" }),
            .. new[] { "Anthropic.Models.Messages.RawMessageStreamEvent", "Anthropic.Models.Beta.Messages.BetaRawMessageStreamEvent" }
                .Select(static type => new ResponseShape(type)
                {
                    Wire = "AnthropicResponse.ReadUpdate",
                    AdaptedWire = "AnthropicResponse.ReadAdaptedUpdate",
                    WireMember = "Json",
                }),
        ],
        Inputs =
        [
            new("Anthropic.Models.Messages.MessageCreateParams") { Wire = "AnthropicContent.ReadRequest", WireMember = "RawBodyData" },
            new("Anthropic.Models.Beta.Messages.MessageCreateParams") { Wire = "AnthropicContent.ReadRequest", WireMember = "RawBodyData" },
        ],
        Answers =
        [
            new("Anthropic.Models.Messages.Message") { Wire = "AnthropicContent.ReadResponse", WireMember = "RawData" },
            new("Anthropic.Models.Messages.RawMessageStreamEvent") { Wire = "AnthropicContent.ReadUpdate", WireMember = "Json" },
            new("Anthropic.Models.Beta.Messages.BetaMessage") { Wire = "AnthropicContent.ReadResponse", WireMember = "RawData" },
            new("Anthropic.Models.Beta.Messages.BetaRawMessageStreamEvent") { Wire = "AnthropicContent.ReadUpdate", WireMember = "Json" },
        ],
    };

    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None, string operation = Chat)
        => new(type, methods, operation, ProviderNames.Anthropic, Options, traits) { NativeSource = NativeSources.Anthropic };
}
