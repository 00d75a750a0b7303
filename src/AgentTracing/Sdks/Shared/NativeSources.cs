namespace AgentTracing.Sdks;

/// <summary>The sources that SDKs and frameworks use to trace model calls, agents and tools.</summary>
internal static class NativeSources
{
    private const string OpenAISwitch = "OpenAI.Experimental.EnableOpenTelemetry";
    private const string OpenAIVariable = "OPENAI_EXPERIMENTAL_ENABLE_OPEN_TELEMETRY";
    private const string KernelSwitch = "Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics";
    private const string KernelVariable = "SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS";

    /// <summary>OpenAI's chat completions; its streams are not traced.</summary>
    public static NativeSource OpenAIChat { get; } = new("OpenAI.ChatClient", new NativeSwitch(OpenAISwitch, OpenAIVariable));

    /// <summary>OpenAI's responses, whole and streamed, from 2.15.</summary>
    public static NativeSource OpenAIResponses { get; } = new("OpenAI.ResponsesClient", new NativeSwitch(OpenAISwitch, OpenAIVariable));

    /// <summary>Anthropic's messages.</summary>
    public static NativeSource Anthropic { get; } = new("com.anthropic.sdk.csharp");

    /// <summary>Chat with Azure.AI.Inference.</summary>
    public static NativeSource AzureInference { get; } = new(
        "Azure.AI.Inference.ChatCompletionsClient",
        new NativeSwitch("Azure.Experimental.EnableActivitySource", "AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE"));

    /// <summary>The source of clients with Microsoft.Extensions.AI's <c>UseOpenTelemetry()</c>.</summary>
    public static NativeSource ChatClient { get; } = new("Experimental.Microsoft.Extensions.AI");

    /// <summary>The source of agents with the Agent Framework's <c>UseOpenTelemetry()</c>.</summary>
    public static NativeSource Agent { get; } = new("Experimental.Microsoft.Agents.AI");

    /// <summary>The model calls of Semantic Kernel's connectors; the second switch adds content.</summary>
    public static NativeSource KernelChat { get; } = new(
        "Microsoft.SemanticKernel.Diagnostics",
        new NativeSwitch(KernelSwitch, KernelVariable),
        new NativeSwitch(KernelSwitch + "Sensitive", KernelVariable + "_SENSITIVE"));

    /// <summary>The functions and prompts of Semantic Kernel.</summary>
    public static NativeSource Kernel { get; } = new("Microsoft.SemanticKernel");

    /// <summary>The tool calls of the Model Context Protocol.</summary>
    public static NativeSource Mcp { get; } = new("Experimental.ModelContextProtocol");

    /// <summary>
    /// The prefix of the span names of its tool calls. These spans have the attributes of the conventions only when they end
    /// (ModelContextProtocol 2.4, <c>McpSessionHandler</c>).
    /// </summary>
    public const string McpToolCall = "tools/call ";

    /// <summary>Every source.</summary>
    public static IReadOnlyList<NativeSource> All { get; } =
        [OpenAIChat, OpenAIResponses, Anthropic, AzureInference, ChatClient, Agent, KernelChat, Kernel, Mcp];

    /// <summary>Prefixes of the names of SDKs' sources, including those of other versions.</summary>
    private static readonly string[] Families =
        ["Microsoft.Extensions.AI", "Microsoft.Agents.AI", Kernel.Name, "Azure.AI.", "OpenAI.", "Anthropic", Anthropic.Name + ".", ChatClient.Name, Agent.Name, Mcp.Name];

    /// <summary>The source of that name, or null.</summary>
    public static NativeSource? Find(string? name)
    {
        foreach (var source in All)
        {
            if (source.Name == name)
                return source;
        }

        return null;
    }

    /// <summary>Whether a source of that name traces models, agents or tools.</summary>
    public static bool Covers(string name) => Find(name) is not null || Array.Exists(Families, family => name.StartsWith(family, StringComparison.Ordinal));
}
