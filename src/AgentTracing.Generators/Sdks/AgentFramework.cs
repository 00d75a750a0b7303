using AgentTracing.Generators.LlmApis;
using AgentTracing.Sdks;
using static AgentTracing.Generators.LlmApis.LlmApiTraits;
using static AgentTracing.Generators.LlmApis.LlmOperations;
using static AgentTracing.Generators.LlmApis.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Microsoft's Agent Framework, in both spellings of its results.</summary>
internal static class AgentFramework
{
    private static ResponsePart[] AgentUpdate =>
    [
        new("Contents[]", "Microsoft.Extensions.AI.UsageContent"),
        new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponseUpdate", ResponsePartReads.Model),
    ];

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
        ],
        Requests =
        [
            "Microsoft.Agents.AI.ChatClientAgentRunOptions",
        ],
        Responses =
        [
            new("Microsoft.Agents.AI.AgentResponse") { IsAggregate = true, Parts = [new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Model)] },
            new("Microsoft.Agents.AI.AgentResponseUpdate") { IsAggregate = true, IsOneOfSeveral = true, Parts = AgentUpdate },
            new("Microsoft.Agents.AI.AgentRunResponse") { IsAggregate = true, Parts = [new("RawRepresentation", "Microsoft.Extensions.AI.ChatResponse", ResponsePartReads.Model)] },
            new("Microsoft.Agents.AI.AgentRunResponseUpdate") { IsAggregate = true, IsOneOfSeveral = true, Parts = AgentUpdate },
        ],
    };

    private static LlmApi Call(string type, string[] methods, LlmApiTraits traits = None)
        => new(type, methods, InvokeAgent, null, Client | Options, traits | Aggregate | Agent) { NativeSource = NativeSources.Agent };
}
