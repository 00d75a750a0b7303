using System.Diagnostics;

namespace AgentTracing.Backends;

/// <summary>Tells the spans of agents and models from those of requests, databases and the like.</summary>
internal static class GenAISpans
{
    /// <summary>Sources of LLM SDKs and frameworks, by the beginnings of their names.</summary>
    private static readonly string[] Sources =
    [
        AgentTelemetry.SourceName,
        "Experimental.Microsoft.Extensions.AI",
        "Experimental.Microsoft.Agents.AI",
        "Experimental.ModelContextProtocol",
        "Microsoft.Extensions.AI",
        "Microsoft.Agents.AI",
        "Microsoft.SemanticKernel",
        "Azure.AI.",
        "OpenAI.",
        "Anthropic",
    ];

    internal static bool Include(Activity span)
    {
        if (Array.Exists(Sources, name => span.Source.Name.StartsWith(name, StringComparison.Ordinal)))
            return true;

        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            if (tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
