using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Charges;

/// <summary>
/// If a usage does not report how many of its tokens were cached, or were audio, the cost is an estimate for models that price these
/// separately, and exact for others. Span, metric and roll-up agree.
/// </summary>
[Collection(TelemetryCollection.Name)]
public sealed class UnreportedUsageTests
{
    private static readonly ActivitySource Foreign = new("Tests.Charges.Unreported");
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("clerk");

    [Theory]
    [InlineData("openai", "gpt-4", null, null, "priced", 0.036)] // The same price for all input.
    [InlineData("openai", "gpt-4o", null, null, "estimated", 0.0035)]
    [InlineData("openai", "gpt-4o", 0, null, "priced", 0.0035)]
    [InlineData("openai", "gpt-4o", 400, null, "priced", 0.003)]
    [InlineData("openai", "gpt-4o", 1000, null, "priced", 0.00225)]
    [InlineData("openai", "gpt-5.6-sol", 0, null, "estimated", 0.006)] // Cache writes cost more.
    [InlineData("openai", "gpt-5.6-sol", 0, 0, "priced", 0.006)]
    [InlineData("openai", "gpt-audio", 0, 0, "estimated", 0.0035)]
    [InlineData("anthropic", "claude-sonnet-4-6", null, null, "estimated", 0.0045)]
    [InlineData("anthropic", "claude-sonnet-4-6", 400, null, "estimated", 0.00342)]
    [InlineData("anthropic", "claude-sonnet-4-6", 400, 0, "priced", 0.00342)]
    [InlineData("anthropic", "claude-sonnet-4-6", 0, 400, "estimated", 0.0048)] // For five minutes or for an hour: not reported.
    [InlineData("gcp.gemini", "gemini-2.5-flash", 0, 0, "estimated", 0.00055)] // Audio costs more.
    [InlineData("gcp.gemini", "gemini-2.5-pro", 0, 0, "priced", 0.00225)]
    [InlineData("openai", "text-embedding-3-small", null, null, "priced", 0.00002)]
    [InlineData("ollama", "llama3.2", null, null, "free", 0.0)]
    [InlineData("openai", "gpt-99", null, null, "unpriced", null)]
    public void A_span_of_another_source(string provider, string model, int? cached, int? written, string status, double? usd)
    {
        using var spans = new SpanCollector(moreSources: Foreign.Name);
        using var metrics = new MetricCollector("llm.cost.usd");

        using (Agent.Start())
        {
            using var span = Foreign.StartActivity($"chat {model}", ActivityKind.Client)!;
            span.SetTag("gen_ai.operation.name", model.StartsWith("text-", StringComparison.Ordinal) ? "embeddings" : "chat");
            span.SetTag("gen_ai.provider.name", provider);
            span.SetTag("gen_ai.request.model", model);
            span.SetTag("gen_ai.usage.input_tokens", 1000);
            if (!model.StartsWith("text-", StringComparison.Ordinal))
                span.SetTag("gen_ai.usage.output_tokens", 100);
            span.SetTag("gen_ai.usage.cache_read.input_tokens", cached);
            span.SetTag("gen_ai.usage.cache_creation.input_tokens", written);
        }

        Assert.Equal(status, spans.Ended[0].GetTagItem("agent_tracing.cost.status"));
        Assert.Equal(usd, spans.Ended[0].GetTagItem("gen_ai.usage.cost"));
        Assert.Equal(usd, spans.Ended[1].GetTagItem("agent_tracing.rollup.cost") ?? (usd is 0.0 ? 0.0 : null));
        Assert.Equal(usd ?? 0, metrics.Sum("llm.cost.usd"), 12);
    }
}
