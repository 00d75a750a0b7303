using System.Diagnostics;
using AgentTracing.Sdks;

namespace AgentTracing.Backends;

/// <summary>Distinguishes spans of agents and models from those of requests, databases and the like.</summary>
internal static class GenAISpans
{
    internal static bool Include(Activity span)
    {
        if (span.Source.Name.StartsWith(AgentTelemetry.SourceName, StringComparison.Ordinal) || NativeSources.Covers(span.Source.Name))
            return true;

        foreach (ref readonly var tag in span.EnumerateTagObjects())
        {
            if (tag.Key.StartsWith("gen_ai.", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
