using AgentTracing.Generators.LlmApis;
using AgentTracing.Sdks;
using static AgentTracing.Generators.LlmApis.LlmApiTraits;
using static AgentTracing.Generators.LlmApis.LlmOperations;
using static AgentTracing.Generators.LlmApis.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>The Model Context Protocol's SDK: calls of tools, and a server that asks its client's model.</summary>
internal static class ModelContextProtocol
{
    /// <summary>The SDK.</summary>
    public static Sdk Sdk { get; } = new("ModelContextProtocol")
    {
        Calls =
        [
            Call("ModelContextProtocol.Client.McpClient", ["CallToolAsync"], ExecuteTool, ToolCall) with
            {
                NativeSource = NativeSources.Mcp,
            },
            Call("ModelContextProtocol.Client.McpClientTool", ["CallAsync"], ExecuteTool, ToolCall) with
            {
                NativeSource = NativeSources.Mcp,
            },

            // The client at the other end pays.
            Call("ModelContextProtocol.Server.McpServer", ["SampleAsync"], Chat, Free) with { NativeSource = NativeSources.Mcp },
        ],
        Requests =
        [
            "ModelContextProtocol.Protocol.CreateMessageRequestParams",
        ],
    };

    private static LlmApi Call(string type, string[] methods, string operation, LlmApiTraits traits)
        => new(type, methods, operation, null, Nowhere, traits) { NativeSource = NativeSources.Mcp };
}
