using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Amazon Bedrock's SDK, described from its public source.</summary>
internal static class Bedrock
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Amazon.BedrockRuntime")
    {
        Property = "AmazonBedrock",
        Provider = ProviderNames.Bedrock,
        RawAnswers = ["Amazon.BedrockRuntime.Model.ConverseResponse"],
        RawUpdates = ["Amazon.BedrockRuntime.Model.ConverseStreamMetadataEvent"],
        Calls =
        [
            Call("Amazon.BedrockRuntime.IAmazonBedrockRuntime", ["ConverseAsync"], Chat, Options),
            Call("Amazon.BedrockRuntime.IAmazonBedrockRuntime", ["ConverseStreamAsync"], Chat, Options, Streaming | NotInterceptable),
            Call("Amazon.BedrockRuntime.IAmazonBedrockRuntime", ["InvokeModelAsync"], Chat, Options, Protocol),
            Call(
                "Amazon.BedrockRuntime.IAmazonBedrockRuntime",
                ["InvokeModelWithResponseStreamAsync"],
                Chat,
                Options,
                Streaming | Protocol | NotInterceptable),
        ],
        Models =
        [
            new(
                ProviderNames.Bedrock,
                [
                    "Amazon.BedrockRuntime.Model.ConverseRequest",
                    "Amazon.BedrockRuntime.Model.ConverseStreamRequest",
                    "Amazon.BedrockRuntime.Model.InvokeModelRequest",
                    "Amazon.BedrockRuntime.Model.InvokeModelWithResponseStreamRequest",
                    "Amazon.BedrockRuntime.AmazonBedrockRuntimeExtensions",
                ]),
        ],
        Requests =
        [
            "Amazon.BedrockRuntime.Model.ConverseRequest",
            "Amazon.BedrockRuntime.Model.ConverseStreamRequest",
            "Amazon.BedrockRuntime.Model.InvokeModelRequest",
            "Amazon.BedrockRuntime.Model.InvokeModelWithResponseStreamRequest",
        ],
        Responses =
        [
            new("Amazon.BedrockRuntime.Model.ConverseResponse") { Id = MemberPath.Of("ResponseMetadata", "RequestId") },
            new("Amazon.Runtime.EventStreams.IEventStreamEvent")
            {
                Parts = [new(MemberPath.Self, "Amazon.BedrockRuntime.Model.ConverseStreamMetadataEvent"), new(MemberPath.Self, "Amazon.BedrockRuntime.Model.MessageStopEvent")],
            },
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, ModelNaming model, LlmApiTraits traits = None)
        => new(type, methods, operation, ProviderNames.Bedrock, model, traits);
}
