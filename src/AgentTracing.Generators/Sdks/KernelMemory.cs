using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>Kernel Memory: it searches documents, and calls a model in code that is not intercepted.</summary>
internal static class KernelMemory
{
    private const string Namespace = "Microsoft.KernelMemory";

    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new(Namespace)
    {
        Property = "KernelMemory",
        Named = [(Namespace + ".IKernelMemory", static named => $"{named}.GetType().Name")],
        Calls =
        [
            new(Namespace + ".IKernelMemory", ["AskAsync"], InvokeAgent, null, Client, Aggregate | Agent),
            new(Namespace + ".IKernelMemory", ["AskStreamingAsync"], InvokeAgent, null, Client, Aggregate | Agent | Streaming),
            new(Namespace + ".KernelMemoryExtensions", ["AskAsync"], InvokeAgent, null, Client, Aggregate | Agent),
            new(Namespace + ".IKernelMemory", ["SearchAsync"], Retrieval, null),
            new(Namespace + ".KernelMemoryExtensions", ["SearchAsync"], Retrieval, null),
        ],
    };
}
