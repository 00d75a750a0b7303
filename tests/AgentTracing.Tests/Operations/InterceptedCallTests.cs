using System.Diagnostics;
using AgentTracing.CompilerServices;

namespace AgentTracing.Tests.Operations;

/// <summary>An intercepted call has one span and is counted once.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class InterceptedCallTests
{
    private const string Source = "Tests.NativeTracing";

    private static readonly OperationDescriptor Ask = OperationDescriptor.LlmCall("ask", provider: "openai", model: "gpt-4o-mini");
    private static readonly OperationDescriptor Call = OperationDescriptor.InterceptedCall("CompleteChat", provider: "openai");
    private static readonly OperationDescriptor NativeCall = OperationDescriptor.InterceptedCall("CompleteChat", provider: "openai", nativeSource: Source);
    private static readonly OperationDescriptor Embed = OperationDescriptor.InterceptedCall("Embed", LlmOperation.Embeddings, provider: "openai");
    private static readonly OperationDescriptor Agent = OperationDescriptor.Agent("assistant");

    [Fact]
    public void Alone_it_has_a_span_with_the_client()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Call, () => new Answer("id-1", 100, 20), Read, Input("gpt-4o-mini", server: "https://my.openai.azure.com/"));

        Assert.Equal("chat gpt-4o-mini", spans.Single.DisplayName);
        Assert.Equal("azure.ai.openai", spans.Single.GetTagItem("gen_ai.provider.name"));
        Assert.Equal("my.openai.azure.com", spans.Single.GetTagItem("server.address"));
        Assert.Equal(100L, spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
    }

    [Fact]
    public void Inside_an_LlmCall_it_is_that_call()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");

        Traced.Sync(Agent, () => Traced.Sync(Ask, () => Traced.Sync(Call, () => new Answer("id-1", 100, 20), Read).Id));

        Assert.Equal(["chat gpt-4o-mini", "invoke_agent assistant"], spans.Ended.Select(span => span.DisplayName));
        Assert.Equal(100L, spans.Ended[0].GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal("id-1", spans.Ended[0].GetTagItem("gen_ai.response.id"));
        Assert.Equal(100L, spans.Ended[1].GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(1L, spans.Ended[1].GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Equal(120, metrics.Sum("llm.tokens"));
    }

    [Theory]
    [InlineData("id-1", 100L)]
    [InlineData("id-2", 400L)]
    public void An_LlmCall_that_repeats_the_answer_counts_it_once_and_adds_another(string ownId, long input)
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");

        Traced.Sync(Ask, () => Traced.Sync(Call, () => new Answer("id-1", 100, 0), Read) with { Id = ownId, Input = ownId == "id-1" ? 100 : 300 }, Read);

        Assert.Equal(input, spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(input, metrics.Sum("llm.tokens"));
    }

    [Fact]
    public void An_LlmCall_that_moves_the_messages_of_the_answer_to_another_counts_it_once()
    {
        SdkFacts.OfAnswers<Reply>(
            static (parts, reply) =>
            {
                parts.IsOriginal = true;
                reply.Messages.ForEach(parts.Add);
            },
            static (_, _) => { });
        using var metrics = new MetricCollector("llm.tokens");

        Traced.Sync(
            Ask,
            () =>
            {
                var inner = Traced.Sync(Call, () => new Reply([new object()]), ReadReply);
                var outer = new Reply([.. inner.Messages]);
                inner.Messages.Clear();
                return outer;
            },
            ReadReply);

        Assert.Equal(100, metrics.Sum("llm.tokens"));
    }

    [Fact]
    public async Task A_call_that_outlives_the_LlmCall_is_counted_all_the_same()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");
        var answer = new TaskCompletionSource<Answer>();

        var late = Traced.Sync(Ask, () => Traced.Async(Call, () => answer.Task, reader: Read));
        answer.SetResult(new Answer("id-1", 100, 20));
        await late;

        Assert.Null(spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(120, metrics.Sum("llm.tokens"));
    }

    [Fact]
    public void Calls_of_another_kind_or_under_a_tool_are_calls_of_their_own()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");

        Traced.Sync(
            Ask,
            () =>
            {
                Traced.Sync(Embed, () => new Answer("id-1", 7, 0), Read);
                Traced.Sync(OperationDescriptor.Tool("tool"), () => Traced.Sync(Call, () => new Answer("id-2", 30, 0), Read));
                return new Answer("id-3", 500, 0);
            },
            Read);

        Assert.Equal(4, spans.Ended.Count);
        Assert.Equal(537, metrics.Sum("llm.tokens"));
    }

    [Fact]
    public void With_a_listener_to_the_SDK_its_span_is_a_plain_child_of_ours()
    {
        using var native = new ActivitySource(Source);
        using var spans = new SpanCollector(moreSources: Source);
        using var metrics = new MetricCollector("llm.tokens", "llm.cost.usd");

        Traced.Sync(Agent, () => Traced.Sync(NativeCall, () => Native(native, 1000, 100), Read, Input("gpt-4o-mini")));

        Assert.Equal(["native", "chat gpt-4o-mini", "invoke_agent assistant"], spans.Ended.Select(span => span.DisplayName));
        var (plain, ours, run) = (spans.Ended[0], spans.Ended[1], spans.Ended[2]);
        Assert.Equal(ours.SpanId, plain.ParentSpanId);
        Assert.DoesNotContain(plain.TagObjects, tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal));
        Assert.Null(plain.GetTagItem("gen_ai.response.model"));
        Assert.Equal((double)Expected(1000, 100), ours.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal((double)Expected(1000, 100), run.GetTagItem("agent_tracing.rollup.cost"));
        Assert.Equal(1L, run.GetTagItem("agent_tracing.rollup.llm_calls"));
        Assert.Equal((double)Expected(1000, 100), metrics.Sum("llm.cost.usd"));
        Assert.Equal(1100, metrics.Sum("llm.tokens"));
    }

    [Fact]
    public void What_the_answer_says_and_the_SDKs_span_does_not_is_in_the_one_figure()
    {
        using var native = new ActivitySource(Source);
        using var spans = new SpanCollector(moreSources: Source);
        using var metrics = new MetricCollector("llm.cost.usd");
        var call = OperationDescriptor.InterceptedCall("Create", provider: "anthropic", nativeSource: Source);

        Traced.Sync(
            call,
            () => Native(native, 10_000, 100),
            static (response, _) =>
            {
                response.Model = "claude-sonnet-4-5";
                response.ReadUsage(UsageAccounting.Anthropic, input: 1000, output: 100, cacheWrite: 9000, cacheWrite1h: 9000);
                response.ReadUnits(webSearches: 2);
            });

        // 1000 x 3 + 9000 x 6 + 100 x 15 per million, and 2 x 10 per thousand.
        Assert.Equal(0.0785, Assert.Single(spans.Ended, span => span.GetTagItem("gen_ai.usage.cost") is not null).GetTagItem("gen_ai.usage.cost"));
        Assert.Equal(0.0785, metrics.Sum("llm.cost.usd"));
    }

    [Fact]
    public void Rounds_with_spans_of_others_are_priced_separately()
    {
        using var native = new ActivitySource(Source);
        using var spans = new SpanCollector(moreSources: Source);
        using var metrics = new MetricCollector("llm.cost.usd");

        Traced.Sync(
            NativeCall,
            () =>
            {
                for (var i = 0; i < 3; i++)
                    Native(native, 150_000, 10, "gpt-5.4");
                return 0;
            },
            static (response, _) =>
            {
                response.Model = "gpt-5.4";
                response.ReadUsage(UsageAccounting.UsageDetails, input: 450_000, output: 30, total: 450_030);
                response.IsSum = true;
            });

        var ours = Assert.Single(spans.Ended, span => span.GetTagItem("gen_ai.usage.cost") is not null);
        Assert.Equal(1.12545, ours.GetTagItem("gen_ai.usage.cost"));
        Assert.Equal("estimated", ours.GetTagItem("agent_tracing.cost.status")); // The spans do not contain cached tokens.
        Assert.Equal(450_000L, ours.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(1.12545, metrics.Sum("llm.cost.usd"), 12);
    }

    [Fact]
    public void Without_a_listener_to_ours_the_SDKs_span_gets_the_cost()
    {
        using var native = new ActivitySource(Source);
        using var metrics = new MetricCollector("llm.cost.usd");
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);

        Traced.Sync(NativeCall, () => Native(native, 1000, 100), Read, Input("gpt-4o-mini"));

        Assert.Equal((double)Expected(1000, 100), Assert.Single(stopped).GetTagItem("gen_ai.usage.cost"));
        Assert.Equal((double)Expected(1000, 100), metrics.Sum("llm.cost.usd"));
    }

    [Fact]
    public void Without_a_listener_to_the_SDK_the_span_is_ours_again()
    {
        using var native = new ActivitySource(Source);
        using (new SpanCollector(moreSources: Source))
            Traced.Sync(NativeCall, () => Native(native, 1, 1), Read);

        using var spans = new SpanCollector();
        Traced.Sync(NativeCall, () => Native(native, 1, 1), Read, Input("gpt-4o-mini"));

        Assert.Equal("chat gpt-4o-mini", spans.Single.DisplayName);
    }

    [Fact]
    public void The_span_of_a_clients_own_pipeline_is_a_plain_child()
    {
        using var pipeline = new ActivitySource("Tests.Pipeline");
        using var spans = new SpanCollector(moreSources: pipeline.Name);
        var input = new OperationInput { Client = LlmClient.Read(pipeline, (client, source) => (client.Source, client.Model) = (source, "gpt-4o-mini")) };

        Traced.Sync(Call, () => Native(pipeline, 10, 1), Read, input);

        Assert.Equal(["native", "chat gpt-4o-mini"], spans.Ended.Select(span => span.DisplayName));
        Assert.Null(spans.Ended[0].GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal((double)Expected(10, 1), spans.Ended[1].GetTagItem("gen_ai.usage.cost"));
    }

    [Fact]
    public void A_client_whose_metadata_throws_does_not_break_the_call()
    {
        using var spans = new SpanCollector();
        var input = new OperationInput { Client = LlmClient.Read("client", (_, _) => throw new InvalidOperationException()) };

        Assert.Equal(1, Traced.Sync(Call, () => 1, input: input));

        Assert.Equal("openai", spans.Single.GetTagItem("gen_ai.provider.name"));
    }

    [Fact]
    public void Responses_that_come_one_after_the_other_are_added_up_and_each_keeps_its_last_figures()
    {
        using var spans = new SpanCollector();

        Traced.Sync(Call, () => 0, static (response, _) =>
        {
            foreach (var (id, input, output) in new (string?, long?, long?)[] { ("a", 10, 1), (null, null, 2), ("a", 10, 5), ("b", null, null), ("b", 30, 3) })
            {
                response.Id = id;
                response.ReadUsage(UsageAccounting.OpenAI, input: input, output: output);
            }
        });

        Assert.Equal(40L, spans.Single.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(8L, spans.Single.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal("b", spans.Single.GetTagItem("gen_ai.response.id"));
    }

    [Fact]
    public void An_agent_has_its_own_name_and_no_usage()
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");
        var agent = OperationDescriptor.InterceptedAgent("Run");

        foreach (var name in new[] { "clerk", "clerk", null })
        {
            var input = new OperationInput { Client = LlmClient.Read(agent, (client, _) => (client.Name, client.Model) = (name, "gpt-4o-mini")) };
            Traced.Sync(agent, () => new Answer("id-1", 100, 20), Read, input);
        }

        Assert.Equal(
            ["chat gpt-4o-mini", "invoke_agent clerk", "chat gpt-4o-mini", "invoke_agent clerk", "chat gpt-4o-mini", "invoke_agent Run"],
            spans.Ended.Select(span => span.DisplayName));
        Assert.All(spans.Ended.Where(span => span.DisplayName.StartsWith("invoke", StringComparison.Ordinal)), span => Assert.Null(span.GetTagItem("gen_ai.usage.input_tokens")));
        Assert.Equal(3 * 120, metrics.Sum("llm.tokens"));
    }

    [Theory]
    [InlineData("id-1", 100L)]
    [InlineData("id-2", 200L)]
    public void An_agents_sum_that_repeats_a_call_inside_is_not_counted_again(string inner, long input)
    {
        using var spans = new SpanCollector();
        using var metrics = new MetricCollector("llm.tokens");

        Traced.Sync(
            OperationDescriptor.InterceptedAgent("Run"),
            () => Traced.Sync(Call, () => new Answer(inner, 100, 0), Read) with { Id = "id-1" },
            Read);

        Assert.Equal(input, spans.Ended[^1].GetTagItem("agent_tracing.rollup.input_tokens"));
        Assert.Equal(input, metrics.Sum("llm.tokens"));
    }

    private static OperationInput Input(string model, string? server = null) => new()
    {
        Client = LlmClient.Read(model, (client, name) => (client.Model, client.Server) = (name, server is null ? null : new Uri(server))),
    };

    private static Answer Native(ActivitySource source, long input, long output, string model = "gpt-4o-mini")
    {
        using var span = source.StartActivity("native", ActivityKind.Client);
        span?.SetTag("gen_ai.operation.name", "chat");
        span?.SetTag("gen_ai.response.model", model);
        span?.SetTag("gen_ai.usage.input_tokens", (int)input);
        span?.SetTag("gen_ai.usage.output_tokens", output);
        return new Answer("id-1", input, output);
    }

    private static decimal Expected(long input, long output)
    {
        Assert.True(PriceBook.Default.TryGetCost("openai", "gpt-4o-mini", new TokenUsage { Input = input, Output = output }, default, out var cost));
        return cost.Usd;
    }

    private static void Read(LlmResponse response, Answer answer)
    {
        response.ReadUsage(UsageAccounting.OpenAI, input: answer.Input, output: answer.Output);
        response.Id = answer.Id;
        response.Model = "gpt-4o-mini";
    }

    private sealed record Answer(string Id, long Input, long Output);

    private static void ReadReply(LlmResponse response, Reply reply) => response.ReadUsage(UsageAccounting.OpenAI, input: 100, output: 0);

    /// <summary>An answer without an id: its messages identify it.</summary>
    private sealed record Reply(List<object> Messages);
}
