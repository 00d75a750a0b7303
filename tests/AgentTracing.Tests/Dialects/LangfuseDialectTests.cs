using System.Diagnostics;
using AgentTracing.CompilerServices;
using static AgentTracing.Tests.DialectCalls;

namespace AgentTracing.Tests;

/// <summary>Rules that apply only to the attributes for Langfuse.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class LangfuseDialectTests
{
    [Fact]
    public void Langfuse_gets_disjoint_usage_and_a_cost_that_adds_up()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse);
        using var spans = new SpanCollector();

        Ask(Known);

        var usage = Json(spans.Single, "langfuse.observation.usage_details");
        Assert.Equal(
            ["input=100", "output=30", "input_cached_tokens=2000", "input_cache_creation_5m=100", "input_cache_creation_1h=300", "output_reasoning_tokens=20", "total=2550"],
            usage.EnumerateObject().Select(member => $"{member.Name}={member.Value.GetInt64()}"));
        var cost = Json(spans.Single, "langfuse.observation.cost_details");
        Assert.Equal((decimal)(double)spans.Single.GetTagItem("gen_ai.usage.cost")!, cost.GetProperty("total").GetDecimal());
        Assert.Equal(cost.GetProperty("total").GetDecimal(), cost.GetProperty("input").GetDecimal() + cost.GetProperty("output").GetDecimal());
    }

    [Fact]
    public void A_sum_of_recorded_usages_is_split_at_the_rates_of_each()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse);
        using var spans = new SpanCollector();

        using (AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
        {
            AgentTrace.RecordUsage(TokenUsage.FromOpenAI(1_000_000, 0));
            AgentTrace.RecordUsage(TokenUsage.FromOpenAI(0, 1_000_000), "gpt-4o");
        }

        var cost = Json(spans.Single, "langfuse.observation.cost_details");
        Assert.Equal(0.15m, cost.GetProperty("input").GetDecimal());
        Assert.Equal(10m, cost.GetProperty("output").GetDecimal());
    }

    [Theory]
    [InlineData(Dialects.Langfuse | Dialects.Legacy)]
    [InlineData(All)]
    public void With_Langfuse_on_no_usage_is_written_that_it_would_add_again(Dialects dialects)
    {
        using var options = new OptionsScope(o => o.Dialects = dialects);
        using var spans = new SpanCollector();

        Ask(Known);

        string[] unknownToLangfuse =
        [
            "gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens", "gen_ai.usage.total_tokens", "gen_ai.usage.cost_usd",
            "gen_ai.usage.reasoning_tokens", "gen_ai.usage.cache_creation.input_tokens",
        ];
        Assert.DoesNotContain(spans.Single.TagObjects, tag => unknownToLangfuse.Contains(tag.Key));
        Assert.Equal("anthropic", spans.Single.GetTagItem("gen_ai.system"));
    }

    [Fact]
    public void A_trace_that_began_elsewhere_has_the_name_of_the_first_agent()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse);
        using var spans = new SpanCollector();

        using (AgentTrace.Extract(new Dictionary<string, string> { ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }))
            RunAgent();

        Assert.All(spans.Ended, span => Assert.Equal("order-agent", span.GetTagItem("langfuse.trace.name")));
    }

    [Theory]
    [InlineData("agent_tracing.trace.name")]
    [InlineData("langfuse_trace_name")]
    public void A_name_from_the_caller_takes_precedence(string key)
    {
        using var options = new OptionsScope(o => (o.Dialects, o.PropagateScope) = (Dialects.Langfuse, true));
        using var spans = new SpanCollector();
        var carrier = new Dictionary<string, string> { ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ["baggage"] = key + "=fulfil" };

        using (AgentTrace.Extract(carrier))
            RunAgent();

        Assert.All(spans.Ended, span => Assert.Equal("fulfil", span.GetTagItem("langfuse.trace.name")));
    }

    [Fact]
    public void A_call_that_was_counted_inside_is_no_generation()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse);
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.LlmCall("outer", provider: "anthropic", model: "claude-haiku-4-5"), () => Ask(Known));

        Assert.Equal("span", spans.Named("chat claude-haiku-4-5").GetTagItem("langfuse.observation.type"));
        Assert.Equal("generation", spans.Named("chat claude-sonnet-4-5").GetTagItem("langfuse.observation.type"));
    }

    [Fact]
    public void A_prompts_version_may_be_a_name_which_Langfuse_cannot_link_to()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        Traced.Sync(Call, () => 0, input: new OperationInput { PromptName = "greeting", PromptVersion = "beta" });
        Ask(Known);

        var (linked, plain) = (spans.Ended[0], spans.Ended[1]);
        Assert.Equal("beta", linked.GetTagItem("traceloop.prompt.version_name"));
        Assert.Null(linked.GetTagItem("traceloop.prompt.version"));
        Assert.Null(linked.GetTagItem("langfuse.observation.prompt.name"));
        Assert.Null(plain.GetTagItem("gen_ai.prompt.name"));
    }

    [Fact]
    public void A_cancellation_is_an_error_in_Langfuse_which_else_would_price_it()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse);
        using var spans = new SpanCollector();
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
            Traced.Sync<int>(Call, () => throw new OperationCanceledException(source.Token), input: new OperationInput { CancellationToken = source.Token }));

        Assert.Equal("ERROR", spans.Single.GetTagItem("langfuse.observation.level"));
        Assert.Equal(ActivityStatusCode.Unset, spans.Single.Status);
    }
}
