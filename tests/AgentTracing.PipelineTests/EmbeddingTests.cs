using LoopbackLlm;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AgentTracing.PipelineTests;

/// <summary>Pipelines of embedding generators.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class EmbeddingTests
{
    private const string Model = "text-embedding-3-small";

    /// <summary>The cost of 1000 tokens.</summary>
    private const double Usd = 1000 * 0.02 / 1_000_000;

    [Theory]
    [InlineData("traced", 2, 2)]
    [InlineData("traced twice", 2, 2)]
    [InlineData("traces itself, too", 2, 2)]
    [InlineData("cache above", 1, 1)]
    [InlineData("cache below", 1, 2)]
    public async Task Each_request_is_counted_once_and_cached_responses_are_not(string shape, int requests, int spans)
    {
        await using var run = await RecordedRun.StartAsync(
            new ScriptedReply { Embedding = [0.5f, 0.25f], Usage = new ScriptedUsage { InputTokens = 1000, TotalTokens = 1000 } }, "Experimental.Microsoft.Extensions.AI");
        IDistributedCache cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        var builder = run.Server.OpenAIEmbeddings(Model).AsIEmbeddingGenerator().AsBuilder();
        using var generator = (shape switch
        {
            "traced twice" => builder.UseAgentTracing().UseAgentTracing(),
            "traces itself, too" => builder.UseAgentTracing().UseOpenTelemetry(),
            "cache above" => builder.UseDistributedCache(cache).UseAgentTracing(),
            "cache below" => builder.UseAgentTracing().UseDistributedCache(cache),
            _ => builder.UseAgentTracing(),
        }).Build();

        using var measured = AgentTrace.Measure();
        for (var i = 0; i < 2; i++)
            Assert.Equal(2, (await generator.GenerateAsync(["text"], cancellationToken: LoopbackClients.Cancellation))[0].Vector.Length);

        Assert.Equal(requests, run.Server.Log.Requests.Count);
        Assert.Equal(1000L * requests, run.Spans.Sum(span => Convert.ToInt64(span.GetTagItem("gen_ai.usage.input_tokens"), null)));
        Assert.Equal(1000 * requests, run.Sum("llm.tokens"));
        Assert.Equal(Usd * requests, run.Spans.Sum(span => Convert.ToDouble(span.GetTagItem("gen_ai.usage.cost"), null)), 12);
        Assert.Equal((decimal)Usd * requests, measured.Account.CostUsd);
        Assert.Equal(spans, run.Spans.Count(span => span.GetTagItem("gen_ai.operation.name") is "embeddings"));
    }
}
