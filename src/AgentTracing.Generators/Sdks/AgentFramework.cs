using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft's Agent Framework, with both names of its results.</summary>
internal static class AgentFramework
{
    private const string ChatResponse = "Microsoft.Extensions.AI.ChatResponse";
    private const string ChatUpdate = "Microsoft.Extensions.AI.ChatResponseUpdate";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("Microsoft.Agents.AI")
    {
        Property = "AgentFramework",
        Calls =
        [
            Call("Microsoft.Agents.AI.AIAgent", ["RunAsync"]),
            Call("Microsoft.Agents.AI.AIAgent", ["RunStreamingAsync"], Streaming),
            Call("Microsoft.Agents.AI.ChatClientAgent", ["RunAsync"]),
            Call("Microsoft.Agents.AI.ChatClientAgent", ["RunStreamingAsync"], Streaming),
            Call("Microsoft.Agents.AI.AIAgentWithOpenAIExtensions", ["RunAsync"]),
            Call("Microsoft.Agents.AI.AIAgentWithOpenAIExtensions", ["RunStreamingAsync"], Streaming),
        ],
        Requests =
        [
            "Microsoft.Agents.AI.AgentRunOptions",
            "Microsoft.Agents.AI.ChatClientAgentRunOptions",
        ],
        Responses =
        [
            Answer("Microsoft.Agents.AI.AgentResponse"),
            Update("Microsoft.Agents.AI.AgentResponseUpdate"),
            Answer("Microsoft.Agents.AI.AgentRunResponse"),
            Update("Microsoft.Agents.AI.AgentRunResponseUpdate"),
        ],
    };

    /// <summary>An agent's response, which contains that of its client, which contains that of the provider.</summary>
    private static ResponseShape Answer(string type) => new(type)
    {
        IsAggregate = true,
        Raw = "RawRepresentation",
        RawInside = ChatResponse,
        IsAdapted = true,
        Rounds = "Messages",
        Parts = [new("RawRepresentation", ChatResponse, ResponsePartReads.Model)],
    };

    private static ResponseShape Update(string type) => new(type)
    {
        IsAggregate = true,
        IsOneOfSeveral = true,
        Raw = "RawRepresentation",
        RawInside = ChatUpdate,
        IsAdapted = true,
        IsUpdate = true,
        Parts = [new(MemberPath.Each("Contents"), "Microsoft.Extensions.AI.UsageContent"), new("RawRepresentation", ChatUpdate, ResponsePartReads.Model)],
    };

    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None)
        => new(type, methods, InvokeAgent, null, Client | Options, traits | Aggregate | Agent) { NativeSource = NativeSources.Agent };
}
