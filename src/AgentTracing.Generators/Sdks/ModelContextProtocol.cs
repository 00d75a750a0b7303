using System.Text;
using AgentTracing.Sdks;
using static AgentTracing.Generators.Sdks.LlmApiTraits;
using static AgentTracing.Generators.Sdks.LlmOperations;
using static AgentTracing.Generators.Sdks.ModelNaming;

namespace AgentTracing.Generators.Sdks;

/// <summary>The Model Context Protocol's SDK: tool calls, and a server that calls its client's model.</summary>
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

            // The client at the other end pays for the call.
            Call("ModelContextProtocol.Server.McpServer", ["SampleAsync"], Chat, Free) with { NativeSource = NativeSources.Mcp },
        ],
        Requests =
        [
            "ModelContextProtocol.Protocol.CreateMessageRequestParams",
        ],
    };

    /// <summary>The SDK's name for a tool without one: <c>get_weather</c> of <c>GetWeather</c>.</summary>
    /// <param name="method">Name of the method, without <c>Async</c>.</param>
    public static string ToolName(string method)
    {
        var name = new StringBuilder(method.Length + 8);
        for (var i = 0; i < method.Length; i++)
        {
            if (char.IsUpper(method[i]) && i > 0 && method[i - 1] != '_'
                && (!char.IsUpper(method[i - 1]) || (i + 1 < method.Length && char.IsLower(method[i + 1]))))
            {
                name.Append('_');
            }

            name.Append(char.ToLowerInvariant(method[i]));
        }

        return name.ToString();
    }

    private static LlmApi Call(string type, string[] methods, string operation, LlmApiTraits traits)
        => new(type, methods, operation, null, Nowhere, traits) { NativeSource = NativeSources.Mcp };
}
