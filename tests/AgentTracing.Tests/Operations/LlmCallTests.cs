using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

[Collection(TelemetryCollection.Name)]
public sealed class LlmCallTests
{
    private static readonly OperationDescriptor Call = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o-mini");

    [Fact]
    public void A_call_has_the_conventions_name_kind_and_usage()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Call, () => new Answer("id-1", 2600, 300, CacheRead: 2000, CacheWrite: 400, Reasoning: 64), Read);

        var span = spans.Single;
        Assert.Equal("chat gpt-4o-mini", span.DisplayName);
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("ask", span.GetTagItem("agent_tracing.operation.name"));
        Assert.Equal("id-1", span.GetTagItem("gen_ai.response.id"));
        Assert.Equal(2600L, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(300L, span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(2000L, span.GetTagItem("gen_ai.usage.cache_read.input_tokens"));
        Assert.Equal(400L, span.GetTagItem("gen_ai.usage.cache_write.input_tokens"));
        Assert.Equal(64L, span.GetTagItem("gen_ai.usage.reasoning.output_tokens"));
        Assert.Equal(["tool_call"], Assert.IsType<string[]>(span.GetTagItem("gen_ai.response.finish_reasons")));
        var atCreation = Assert.Single(spans.Sampled).ToDictionary();
        Assert.Equal("openai", atCreation["gen_ai.provider.name"]);
        Assert.Equal("gpt-4o-mini", atCreation["gen_ai.request.model"]);
    }

    [Fact]
    public void Parameters_replace_the_descriptors_values_and_samplers_see_them_once()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Call, () => 0, input: new OperationInput
        {
            Model = "claude-haiku-4-5",
            Provider = "anthropic",
            Server = new Uri("https://api.example.com:8443/v1"),
            Tags = [new("order.id", 17), new("order.kind", DayOfWeek.Friday), new("nothing", null)],
            Request = new LlmRequest { MaxTokens = 512, Temperature = 0.5, StopSequences = ["END"], ChoiceCount = 1 },
        });

        Assert.Equal("chat claude-haiku-4-5", spans.Single.DisplayName);
        var atCreation = Assert.Single(spans.Sampled);
        Assert.Equal(atCreation.Length, atCreation.Select(tag => tag.Key).Distinct().Count());
        var tags = atCreation.ToDictionary();
        Assert.Equal("anthropic", tags["gen_ai.provider.name"]);
        Assert.Equal("claude-haiku-4-5", tags["gen_ai.request.model"]);
        Assert.Equal("api.example.com", tags["server.address"]);
        Assert.Equal(8443L, tags["server.port"]);
        Assert.Equal(17L, tags["order.id"]);
        Assert.Equal("Friday", tags["order.kind"]);
        Assert.Equal(512L, tags["gen_ai.request.max_tokens"]);
        Assert.Equal(0.5, tags["gen_ai.request.temperature"]);
        Assert.Equal(["END"], Assert.IsType<string[]>(tags["gen_ai.request.stop_sequences"]));
        Assert.DoesNotContain("gen_ai.request.choice.count", tags.Keys);
        Assert.DoesNotContain("nothing", tags.Keys);
    }

    [Fact]
    public void A_response_without_usage_has_neither_usage_nor_cost()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();

        Traced.Sync(Call, () => 0);

        Assert.DoesNotContain(spans.Single.TagObjects, tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal));
        Assert.Null(spans.Single.GetTagItem("agent_tracing.cost.status"));
        Assert.Empty(metrics.Of("llm.tokens"));
        Assert.Empty(metrics.Of("llm.unpriced.calls"));
        Assert.Single(metrics.Of("llm.request.duration"));
    }

    [Fact]
    public async Task A_streams_usage_is_replaced_never_added()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();

        await foreach (var _ in Call.Trace(Traced.Numbers(5), reader: static (response, i) =>
            response.ReadUsage(UsageAccounting.Anthropic, input: i == 1 ? 301 : null, cacheRead: i == 1 ? 55 : null, output: i * 10)))
        {
        }

        var span = spans.Single;
        Assert.Equal(356L, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(50L, span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(true, span.GetTagItem("gen_ai.request.stream"));
        Assert.True(Assert.IsType<double>(span.GetTagItem("gen_ai.response.time_to_first_chunk")) >= 0);
        Assert.Equal(50, metrics.Sum("llm.tokens", ("token_type", "output")));
        Assert.Single(metrics.Of("gen_ai.client.inference.time_to_first_chunk"));
        Assert.Equal(4, metrics.Of("gen_ai.client.inference.time_per_output_chunk").Count);
    }

    [Fact]
    public async Task A_chunk_that_is_available_at_once_arrived_with_the_previous_one()
    {
        using var metrics = new MetricCollector();
        var more = new TaskCompletionSource();

        var chunks = Call.Trace(Chunks()).GetAsyncEnumerator();
        await chunks.MoveNextAsync();
        await chunks.MoveNextAsync();
        var third = chunks.MoveNextAsync();
        more.SetResult();
        Assert.True(await third);
        await chunks.DisposeAsync();

        var gaps = metrics.Of("gen_ai.client.inference.time_per_output_chunk").Select(gap => gap.Value).ToArray();
        Assert.Equal(2, gaps.Length);
        Assert.Equal(0, gaps[0]);
        Assert.True(gaps[1] > 0);

        async IAsyncEnumerable<int> Chunks()
        {
            yield return 1;
            yield return 2;
            await more.Task;
            yield return 3;
        }
    }

    [Fact]
    public void Attributes_set_by_the_implementation_are_replaced_and_not_duplicated()
    {
        using var spans = new SpanCollector();

        Traced.Sync(
            Call,
            () =>
            {
                Activity.Current!.SetTag("gen_ai.usage.input_tokens", 1L).SetTag("mine", "stays");
                return new Answer("id-1", 100, 10);
            },
            Read);

        var tags = spans.Single.TagObjects.ToLookup(tag => tag.Key, tag => tag.Value);
        Assert.Equal([100L], tags["gen_ai.usage.input_tokens"]);
        Assert.Equal(["stays"], tags["mine"]);
        Assert.All(tags, values => Assert.Single(values));
    }

    [Fact]
    public void The_calls_of_many_models_and_agents_are_kept_apart()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();
        var agents = Enumerable.Range(0, 3).Select(i => OperationDescriptor.Agent($"agent-{i}")).ToArray();

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 12; i++)
            {
                var input = new OperationInput { Model = $"model-{i}", Server = new Uri($"https://host-{i % 2}.example.com") };
                Traced.Sync(agents[i % 3], () => Traced.Sync(Call, () => new Answer(null, 100 + i, 10), Read, input));
            }
        }

        for (var i = 0; i < 12; i++)
        {
            var span = spans.Ended.Last(span => span.DisplayName == $"chat model-{i}");
            Assert.Equal($"model-{i}", span.GetTagItem("gen_ai.request.model"));
            Assert.Equal($"host-{i % 2}.example.com", span.GetTagItem("server.address"));
            Assert.Equal($"agent-{i % 3}", span.GetTagItem("agent_tracing.agent.name"));
            Assert.Equal(2 * (100 + i), metrics.Sum("llm.tokens", ("model", $"model-{i}"), ("agent_name", $"agent-{i % 3}"), ("token_type", "input")));
            Assert.Equal(
                2 * (100 + i),
                metrics.Sum(
                    "gen_ai.client.inference.usage.input_tokens",
                    ("gen_ai.request.model", $"model-{i}"),
                    ("server.address", $"host-{i % 2}.example.com"),
                    ("gen_ai.token.modality", "unknown")));
        }
    }

    [Fact]
    public async Task A_stream_left_early_keeps_the_usage_seen_so_far()
    {
        using var spans = new SpanCollector();

        await foreach (var number in Call.Trace(Traced.Numbers(5), reader: static (response, i) =>
            response.ReadUsage(UsageAccounting.Anthropic, input: 7, output: i)))
        {
            if (number == 2)
                break;
        }

        Assert.Equal(2L, spans.Single.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(true, spans.Single.GetTagItem("agent_tracing.stream.incomplete"));
    }

    [Fact]
    public void A_call_inside_another_of_the_same_response_counts_once()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();
        var agent = OperationDescriptor.Agent("a");

        Traced.Sync(agent, () => Traced.Sync(Call, () => Traced.Sync(Call, () => new Answer("id", 100, 10), Read), Read));

        Assert.Equal(1, spans.Ended.Count(span => span.GetTagItem("gen_ai.usage.input_tokens") is not null));
        Assert.Equal(100, metrics.Sum("llm.tokens", ("token_type", "input")));
        Assert.Equal(1L, spans.Named("invoke_agent a").GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Equal(100L, spans.Named("invoke_agent a").GetTagItem("agent_tracing.rollup.input_tokens"));
    }

    [Fact]
    public void A_call_that_returns_text_takes_its_usage_from_the_call_inside()
    {
        using var metrics = new MetricCollector();

        Traced.Sync(Call, () => Traced.Sync(Call, () => new Answer("id", 100, 10), Read).ToString());

        Assert.Equal(110, metrics.Sum("llm.tokens"));
        Assert.Single(metrics.Of("llm.request.duration"));
    }

    [Fact]
    public void Another_call_on_the_way_counts_by_itself()
    {
        using var metrics = new MetricCollector();
        var embeddings = OperationDescriptor.LlmCall("embed", LlmOperation.Embeddings, "openai", "text-embedding-3-small");

        Traced.Sync(Call, () =>
        {
            Traced.Sync(embeddings, () => new Answer(null, 8, 0), Read);
            return new Answer("id", 100, 10);
        }, Read);

        Assert.Equal(108, metrics.Sum("llm.tokens", ("token_type", "input")));
        Assert.Equal(8, metrics.Sum("llm.tokens", ("operation", "embeddings")));
    }

    [Fact]
    public void Recorded_usage_replaces_that_of_the_result_and_adds_up()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Call, () =>
        {
            AgentTrace.RecordUsage(TokenUsage.FromOpenAI(10, 1));
            AgentTrace.RecordUsage(TokenUsage.FromOpenAI(20, 2));
            return new Answer("id", 999, 999);
        }, Read);

        Assert.Equal(30L, spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(3L, spans.Single.GetTagItem("gen_ai.usage.output_tokens"));
    }

    [Fact]
    [SuppressMessage("AgentTracing", "AGT3001", Justification = "What has no price is what is tested.")]
    public void Usage_recorded_outside_of_a_call_counts_for_the_agent()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector();

        Traced.Sync(OperationDescriptor.Agent("manual"), () =>
        {
            AgentTrace.RecordUsage(TokenUsage.FromOpenAI(10, 1), "no-such-model", "openai");
            return 0;
        });

        Assert.Equal(10L, spans.Single.GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(1L, spans.Single.GetTagItem("agent_tracing.rollup.unpriced_calls"));
        Assert.Null(spans.Single.GetTagItem("agent_tracing.rollup.cost"));
        Assert.Equal(10, metrics.Sum("llm.tokens", ("agent_name", "manual"), ("model", "no-such-model"), ("token_type", "input")));
        Assert.Equal(1, metrics.Sum("llm.unpriced.calls", ("model", "no-such-model")));
    }

    [Fact]
    public void A_reader_that_throws_does_not_break_the_call_and_keeps_what_it_read()
    {
        using var spans = new SpanCollector();
        var faults = TelemetryFault.Count;

        Assert.Equal(1, Traced.Sync(Call, () => 1, static (response, _) =>
        {
            response.ReadUsage(UsageAccounting.OpenAI, input: 5, output: 6);
            throw new InvalidOperationException("finish reason");
        }));

        Assert.Equal(5L, spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(faults + 1, TelemetryFault.Count);
    }

    [Fact]
    public void A_request_that_cannot_be_read_does_not_break_the_call()
    {
        var faults = TelemetryFault.Count;

        var request = LlmRequest.Read("options", static (request, _) =>
        {
            request.MaxTokens = 3;
            throw new InvalidOperationException();
        });

        Assert.Equal(3, request.MaxTokens);
        Assert.Equal(faults + 1, TelemetryFault.Count);
        Assert.Null(LlmRequest.Read<string>(null, static (_, _) => throw new InvalidOperationException()).MaxTokens);
    }

    [Theory]
    [InlineData("ToolCalls", "tool_calls")]
    [InlineData("ContentFilter", "content_filter")]
    [InlineData("EndTurn", "end_turn")]
    [InlineData("end_turn", "end_turn")]
    [InlineData("STOP", "STOP")]
    [InlineData("stop", "stop")]
    public void Finish_reasons_are_spelled_as_on_the_wire(string reason, string expected) => Assert.Equal(expected, FinishReason.Normalize(reason));

    private static void Read(LlmResponse response, Answer answer)
    {
        response.ReadUsage(
            UsageAccounting.OpenAI,
            input: answer.Input,
            output: answer.Output,
            cacheRead: answer.CacheRead,
            cacheWrite: answer.CacheWrite,
            reasoning: answer.Reasoning);
        response.Id = answer.Id;
        response.AddFinishReason("ToolCalls");
    }

    private sealed record Answer(string? Id, long Input, long Output, long? CacheRead = null, long? CacheWrite = null, long? Reasoning = null);
}
