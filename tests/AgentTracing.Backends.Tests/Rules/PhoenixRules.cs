namespace AgentTracing.Backends.Tests;

/// <summary>How Phoenix interprets a span: the GenAI attributes it converts, and the ones it requires in OpenInference.</summary>
internal static class PhoenixRules
{
    private static readonly string[] Kinds = ["LLM", "EMBEDDING", "CHAIN", "RETRIEVER", "RERANKER", "TOOL", "AGENT", "GUARDRAIL", "EVALUATOR", "PROMPT"];

    internal static string KindOf(OtlpSpan span) => span["openinference.span.kind"] is string kind
        ? Array.Find(Kinds, known => known == kind) ?? "UNKNOWN"
        : span["gen_ai.operation.name"] switch
        {
            "chat" or "text_completion" or "generate_content" => "LLM",
            "embeddings" => "EMBEDDING",
            "execute_tool" => "TOOL",
            "retrieval" => "RETRIEVER",
            "invoke_agent" or "create_agent" => "AGENT",
            _ => "UNKNOWN",
        };

    internal static long PromptOf(OtlpSpan span) => (span["llm.token_count.prompt"] ?? span["gen_ai.usage.input_tokens"]) as long? ?? 0;

    internal static long CompletionOf(OtlpSpan span) => (span["llm.token_count.completion"] ?? span["gen_ai.usage.output_tokens"]) as long? ?? 0;

    /// <summary>The tokens of a span. If the total exceeds the sum of its parts, Phoenix counts the rest as completion tokens.</summary>
    internal static long TotalOf(OtlpSpan span)
        => Math.Max(span["llm.token_count.total"] as long? ?? 0, PromptOf(span) + CompletionOf(span));

    /// <summary>Whether Phoenix computes a price for the span.</summary>
    internal static bool IsPriced(OtlpSpan span) => KindOf(span) == "LLM" && span["llm.model_name"] is string && TotalOf(span) > 0;
}
