using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>AutoGen for .NET. Its agents call models through clients in their libraries.</summary>
internal static class AutoGen
{
    private const string Core = "AutoGen.Core.";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("AutoGen")
    {
        Property = "AutoGen",
        Named = [(Core + "IAgent", static named => $"{named}.Name"), (Core + "IGroupChat", static named => $"{named}.GetType().Name")],
        Calls =
        [
            Call("IAgent", ["GenerateReplyAsync"]),
            Call("IStreamingAgent", ["GenerateStreamingReplyAsync"], Streaming),
            Call("AgentExtension", ["SendAsync", "InitiateChatAsync", "SendMessageToGroupAsync"]),
            Call("IGroupChat", ["CallAsync"]),
        ],
    };

    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None)
        => new(Core + type, methods, InvokeAgent, null, Client, traits | Aggregate | Agent);
}
