using System.Text.Json;

namespace AgentTracing.Tests.Shared;

/// <summary>How Langfuse's OpenTelemetry ingestion interprets a span, with the precedence of attributes in its server's source.</summary>
internal static class LangfuseRules
{
    private static readonly Dictionary<string, string> UsageKeys = new(StringComparer.Ordinal)
    {
        ["input_tokens"] = "input",
        ["output_tokens"] = "output",
        ["cache_read.input_tokens"] = "input_cached_tokens",
        ["cache_creation.input_tokens"] = "input_cache_creation",
        ["reasoning.output_tokens"] = "output_reasoning_tokens",
    };

    internal static string TypeOf(OtlpSpan span)
    {
        if (span["langfuse.observation.type"] is string type)
            return type.ToUpperInvariant();
        if (span["openinference.span.kind"] is string kind)
            return kind == "LLM" ? "GENERATION" : kind;

        switch (span["gen_ai.operation.name"])
        {
            case "chat" or "completion" or "text_completion" or "generate_content" or "generate":
                return "GENERATION";
            case "embeddings":
                return "EMBEDDING";
            case "invoke_agent" or "create_agent":
                return "AGENT";
            case "execute_tool":
                return "TOOL";
        }

        if (span["gen_ai.tool.name"] is not null || span["gen_ai.tool.call.id"] is not null)
            return "TOOL";
        return ModelOf(span) is null ? "SPAN" : "GENERATION";
    }

    internal static string NameOf(OtlpSpan span) => span["gen_ai.tool.name"] as string ?? span.Name;

    internal static string? ModelOf(OtlpSpan span)
        => (span["langfuse.observation.model.name"] ?? span["gen_ai.response.model"] ?? span["gen_ai.request.model"] ?? span["llm.model_name"]) as string;

    /// <summary>
    /// The input that Langfuse shows, from the first of: its own attribute, Traceloop's, an input value, messages, a tool's arguments.
    /// </summary>
    internal static string? InputOf(OtlpSpan span)
        => (span["langfuse.observation.input"] ?? span["traceloop.entity.input"] ?? span["input.value"] ?? span["gen_ai.input.messages"] ?? span["gen_ai.tool.call.arguments"]) as string;

    /// <summary>The output that Langfuse shows, with the same precedence.</summary>
    internal static string? OutputOf(OtlpSpan span)
        => (span["langfuse.observation.output"] ?? span["traceloop.entity.output"] ?? span["output.value"] ?? span["gen_ai.output.messages"] ?? span["gen_ai.tool.call.result"]) as string;

    internal static string? UserOf(OtlpSpan span) => (span["langfuse.user.id"] ?? span["user.id"]) as string;

    internal static string? SessionOf(OtlpSpan span) => (span["langfuse.session.id"] ?? span["session.id"] ?? span["gen_ai.conversation.id"]) as string;

    internal static string[] TagsOf(OtlpSpan span)
        => [.. ((span["langfuse.trace.tags"] ?? span["langfuse.tags"] ?? span["tag.tags"]) as string?[] ?? []).Select(tag => tag!)];

    /// <summary>
    /// The stored and billed usage: Langfuse's own attribute if there is one, otherwise collected from all usage attributes, including
    /// unknown ones.
    /// </summary>
    internal static Dictionary<string, long> UsageOf(OtlpSpan span)
    {
        if (span["gen_ai.operation.name"] is "invoke_agent" or "agent_step")
            return [];
        if (span["langfuse.observation.usage_details"] is string details)
            return JsonDocument.Parse(details).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt64());

        var usage = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (key, value) in span.Attributes)
        {
            foreach (var prefix in new[] { "gen_ai.usage.", "llm.token_count." })
            {
                if (key.StartsWith(prefix, StringComparison.Ordinal) && key != "gen_ai.usage.cost" && value is long count)
                    usage.TryAdd(UsageKeys.GetValueOrDefault(key[prefix.Length..], key[prefix.Length..]), count);
            }
        }

        if (usage.TryGetValue("input", out var input))
            usage["input"] = Math.Max(0, input - usage.GetValueOrDefault("input_cached_tokens") - usage.GetValueOrDefault("input_cache_creation"));
        if (usage.TryGetValue("output", out var output))
            usage["output"] = Math.Max(0, output - usage.GetValueOrDefault("output_reasoning_tokens"));
        return usage;
    }

    internal static long TotalOf(Dictionary<string, long> usage)
        => usage.TryGetValue("total", out var total) ? total : usage.Values.Sum();

    /// <summary>The cost on the span; null if Langfuse computes its own price from the usage.</summary>
    internal static decimal? CostOf(OtlpSpan span)
    {
        if (span["gen_ai.operation.name"] is "invoke_agent" or "agent_step")
            return null;
        if (span["langfuse.observation.cost_details"] is string details)
            return JsonDocument.Parse(details).RootElement.GetProperty("total").GetDecimal();
        return (decimal?)((span["gen_ai.usage.cost"] ?? span["llm.cost.total"]) as double?);
    }
}
