using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using AgentTracing.CompilerServices;
using static AgentTracing.Tests.DialectCalls;

namespace AgentTracing.Tests;

[Collection(TelemetryCollection.Name)]
public sealed class DialectTests
{
    private static readonly string[] VendorPrefixes =
        ["openinference.", "llm.", "langfuse.", "traceloop.", "tag.", "graph.", "metadata", "agent.", "tool.", "gen_ai.system", "gen_ai.usage.prompt_tokens"];

    [Fact]
    public void Nothing_of_any_dialect_is_written_where_none_is_on()
    {
        using var spans = new SpanCollector();

        using (AgentTrace.BeginScope("ada", "s-1", "c-1", ["vip"], new Dictionary<string, string> { ["tenant"] = "acme" }))
            RunAgent();

        Assert.Equal(4, spans.Ended.Count);
        Assert.DoesNotContain(spans.Ended.SelectMany(span => span.TagObjects), tag => Array.Exists(VendorPrefixes, prefix => tag.Key.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Workflow", "CHAIN", "chain", "workflow")]
    [InlineData("Agent", "AGENT", "agent", "agent")]
    [InlineData("AgentTask", "CHAIN", "span", "task")]
    [InlineData("Tool", "TOOL", "tool", "tool")]
    [InlineData("LlmCall", "LLM", "generation", null)]
    [InlineData("Embeddings", "EMBEDDING", "embedding", null)]
    [InlineData("Retrieval", "RETRIEVER", "retriever", null)]
    [InlineData("Guardrail", "GUARDRAIL", "guardrail", null)]
    [InlineData("Evaluator", "EVALUATOR", "evaluator", null)]
    public void Each_kind_has_each_dialects_kind(string kind, string openInference, string langfuse, string? traceloop)
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        Traced.Sync(Describe(kind), () => 0);

        Assert.Equal(openInference, spans.Single.GetTagItem("openinference.span.kind"));
        Assert.Equal(langfuse, spans.Single.GetTagItem("langfuse.observation.type"));
        Assert.Equal(traceloop, spans.Single.GetTagItem("traceloop.span.kind"));
    }

    [Fact]
    public void OpenInference_tells_models_tokens_and_cost()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.OpenInference);
        using var spans = new SpanCollector();

        Ask(Known, new LlmRequest { MaxTokens = 512, Temperature = 0.5, StopSequences = ["END"], Seed = 7, TopP = double.NaN });

        var span = spans.Single;
        Assert.Equal("claude-sonnet-4-5-20250929", span.GetTagItem("llm.model_name"));
        Assert.Equal("claude-sonnet-4-5", span.GetTagItem("llm.request.model_name"));
        Assert.Equal(ActivityStatusCode.Ok, span.Status);
        Assert.Equal("anthropic", span.GetTagItem("llm.provider"));
        Assert.Equal("anthropic", span.GetTagItem("llm.system"));
        Assert.Equal("""{"max_tokens":512,"temperature":0.5,"stop":["END"],"seed":7}""", span.GetTagItem("llm.invocation_parameters"));
        Assert.Equal("stop", span.GetTagItem("llm.finish_reason"));
        Assert.Equal(2500L, span.GetTagItem("llm.token_count.prompt"));
        Assert.Equal(50L, span.GetTagItem("llm.token_count.completion"));
        Assert.Equal(2550L, span.GetTagItem("llm.token_count.total"));
        Assert.Equal(2000L, span.GetTagItem("llm.token_count.prompt_details.cache_read"));
        Assert.Equal(400L, span.GetTagItem("llm.token_count.prompt_details.cache_write"));
        Assert.Equal(20L, span.GetTagItem("llm.token_count.completion_details.reasoning"));
        var total = Assert.IsType<double>(span.GetTagItem("llm.cost.total"));
        Assert.Equal(span.GetTagItem("gen_ai.usage.cost"), total);
        Assert.Equal(total, Assert.IsType<double>(span.GetTagItem("llm.cost.prompt")) + Assert.IsType<double>(span.GetTagItem("llm.cost.completion")), 12);
        Assert.Equal(50 * 15e-6, Assert.IsType<double>(span.GetTagItem("llm.cost.completion")), 12);
    }

    [Fact]
    [SuppressMessage("AgentTracing", "AGT3001", Justification = "What has no price is what is tested.")]
    public void Without_a_price_there_is_no_cost_in_any_dialect()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        using (var call = AgentTrace.StartLlmCall("nobodys-model-1", "nobody"))
            call.RecordUsage(TokenUsage.FromOpenAI(10, 5));

        Assert.Equal("unpriced", spans.Single.GetTagItem("agent_tracing.cost.status"));
        Assert.DoesNotContain(spans.Single.TagObjects, tag => tag.Key.Contains("cost", StringComparison.Ordinal) && tag.Key != "agent_tracing.cost.status");
        Assert.NotNull(spans.Single.GetTagItem("langfuse.observation.usage_details"));
    }

    [Fact]
    public void Invalid_usage_is_given_to_no_vendor()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        Ask(new TokenUsage { Input = -1, Output = 5 });

        Assert.Null(spans.Single.GetTagItem("langfuse.observation.usage_details"));
        Assert.Null(spans.Single.GetTagItem("llm.token_count.prompt"));
    }

    [Fact]
    public void Legacy_has_the_names_of_before()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Legacy);
        using var spans = new SpanCollector();

        Ask(Known);

        var span = spans.Single;
        Assert.Equal("anthropic", span.GetTagItem("gen_ai.system"));
        Assert.Equal(2500L, span.GetTagItem("gen_ai.usage.prompt_tokens"));
        Assert.Equal(50L, span.GetTagItem("gen_ai.usage.completion_tokens"));
        Assert.Equal(2550L, span.GetTagItem("gen_ai.usage.total_tokens"));
        Assert.Equal(400L, span.GetTagItem("gen_ai.usage.cache_creation.input_tokens"));
        Assert.Equal(span.GetTagItem("gen_ai.usage.cost"), span.GetTagItem("gen_ai.usage.cost_usd"));
    }

    [Theory]
    [InlineData("gcp.gemini", "gemini")]
    [InlineData("azure.ai.openai", "az.ai.openai")]
    [InlineData("openai", "openai")]
    public void Legacy_spells_providers_as_before(string provider, string system)
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Legacy);
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.LlmCall("ask", provider: provider), () => 0);

        Assert.Equal(system, spans.Single.GetTagItem("gen_ai.system"));
    }

    [Fact]
    public void Traceloop_gets_the_workflow_and_the_path_of_tasks_and_tools()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Traceloop);
        using var spans = new SpanCollector();

        var workflow = OperationDescriptor.Workflow("fulfil", version: "3");
        Traced.Sync(workflow, () =>
            Traced.Sync(OperationDescriptor.Agent("planner", version: "beta"), () =>
                Traced.Sync(OperationDescriptor.AgentTask("check"), () =>
                    Traced.Sync(OperationDescriptor.Tool("stock"), () => Ask(Known)))));

        Assert.All(spans.Ended, span => Assert.Equal("fulfil", span.GetTagItem("traceloop.workflow.name")));
        Assert.Equal(3L, spans.Named("invoke_workflow fulfil").GetTagItem("traceloop.entity.version"));
        Assert.Null(spans.Named("invoke_agent planner").GetTagItem("traceloop.entity.version"));
        Assert.Null(spans.Named("check").GetTagItem("traceloop.entity.path"));
        Assert.Equal("check", spans.Named("execute_tool stock").GetTagItem("traceloop.entity.path"));
        var call = spans.Named("chat claude-sonnet-4-5");
        Assert.Equal("check.stock", call.GetTagItem("traceloop.entity.path"));
        Assert.Equal(2550L, call.GetTagItem("gen_ai.usage.total_tokens"));
        Assert.Equal(20L, call.GetTagItem("gen_ai.usage.reasoning_tokens"));
        Assert.Equal(false, call.GetTagItem("gen_ai.is_streaming"));
    }

    [Fact]
    public void The_scope_is_on_every_span_in_every_dialect()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        using (AgentTrace.BeginScope("ada", conversationId: "c-1", tags: ["vip", "eu"], metadata: new Dictionary<string, string> { ["tenant"] = "\"acme\" \ud800" }, version: "2.1", environment: "staging"))
            RunAgent();

        Assert.Equal(4, spans.Ended.Count);
        Assert.All(spans.Ended, span =>
        {
            Assert.Equal("ada", span.GetTagItem("user.id"));
            Assert.Equal("c-1", span.GetTagItem("session.id"));
            Assert.Equal(["vip", "eu"], Assert.IsType<string[]>(span.GetTagItem("tag.tags")));
            Assert.StartsWith("\"acme\"", Json(span, "metadata").GetProperty("tenant").GetString(), StringComparison.Ordinal);
            Assert.Equal("order-agent", span.GetTagItem("langfuse.trace.name"));
            Assert.Equal(["vip", "eu"], Assert.IsType<string[]>(span.GetTagItem("langfuse.trace.tags")));
            Assert.Equal("\"acme\" \ud800", span.GetTagItem("langfuse.trace.metadata.tenant"));
            Assert.Equal("2.1", span.GetTagItem("langfuse.version"));
            Assert.Equal("staging", span.GetTagItem("langfuse.environment"));
            Assert.Equal("ada", span.GetTagItem("traceloop.association.properties.user_id"));
            Assert.Equal("\"acme\" \ud800", span.GetTagItem("traceloop.association.properties.tenant"));
        });
    }

    [Fact]
    public async Task A_stream_records_the_time_of_its_first_chunk()
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.Langfuse | Dialects.Traceloop);
        using var spans = new SpanCollector();

        await foreach (var _ in Traced.Stream(Call, () => Traced.Numbers(2)))
        {
        }

        var span = spans.Single;
        var text = Assert.IsType<string>(span.GetTagItem("langfuse.observation.completion_start_time"));
        var time = DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        Assert.InRange(time, span.StartTimeUtc.AddMilliseconds(-1), span.StartTimeUtc + span.Duration);
        Assert.Equal(true, span.GetTagItem("gen_ai.is_streaming"));
    }

    [Fact]
    public void A_prompt_is_linked_from_the_calls_inside_and_from_nothing_else()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        using (AgentTrace.WithPrompt("greeting", 3))
        {
            Traced.Sync(OperationDescriptor.Agent("greeter"), () => Ask(Known));
            Traced.Sync(OperationDescriptor.LlmCall("embed", LlmOperation.Embeddings), () => 0);
        }

        var call = spans.Named("chat claude-sonnet-4-5");
        Assert.Null(call.GetTagItem("gen_ai.prompt.name"));
        Assert.Null(call.GetTagItem("gen_ai.prompt.version"));
        Assert.Equal("greeting", call.GetTagItem("langfuse.observation.prompt.name"));
        Assert.Equal(3L, call.GetTagItem("langfuse.observation.prompt.version"));
        Assert.Equal("greeting", call.GetTagItem("traceloop.prompt.key"));
        Assert.Equal(3L, call.GetTagItem("traceloop.prompt.version"));
        Assert.Equal("3", call.GetTagItem("llm.prompt_template.version"));
        Assert.DoesNotContain(
            spans.Ended.Where(span => span != call).SelectMany(span => span.TagObjects), tag => tag.Key.Contains("prompt", StringComparison.Ordinal));
    }

    [Fact]
    public void An_agent_has_the_provider_that_all_calls_inside_agree_on()
    {
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.Agent("one"), () => Ask(Known) + Ask(Known));
        Traced.Sync(OperationDescriptor.Agent("none"), () => 0);
        Traced.Sync(OperationDescriptor.Agent("two"), () => Ask(Known) + Traced.Sync(OperationDescriptor.LlmCall("other", provider: "openai"), () => 0));

        Assert.Equal("anthropic", spans.Named("invoke_agent one").GetTagItem("gen_ai.provider.name"));
        Assert.Null(spans.Named("invoke_agent none").GetTagItem("gen_ai.provider.name"));
        Assert.Null(spans.Named("invoke_agent two").GetTagItem("gen_ai.provider.name"));
    }

    [Fact]
    public void Attributes_set_by_the_users_code_are_kept()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.AgentTask("rank"), () =>
        {
            AgentTrace.SetTag("langfuse.observation.type", "retriever");
            AgentTrace.SetTag("openinference.span.kind", "RERANKER");
            return 0;
        });

        Assert.Equal("retriever", spans.Single.GetTagItem("langfuse.observation.type"));
        Assert.Equal("RERANKER", spans.Single.GetTagItem("openinference.span.kind"));
    }

    [Fact]
    public void Usage_and_cost_are_within_the_exporters_limit_whatever_the_scope_has()
    {
        using var options = new OptionsScope(o => o.Dialects = All);
        using var spans = new SpanCollector();
        var metadata = Enumerable.Range(0, 30).ToDictionary(i => $"key{i}", i => $"value{i}");

        using (AgentTrace.BeginScope("ada", "s-1", metadata: metadata))
            Ask(Known, new LlmRequest { MaxTokens = 1, Temperature = 1, TopP = 1, TopK = 1, Seed = 1, FrequencyPenalty = 1, PresencePenalty = 1, ChoiceCount = 2, StopSequences = ["x"] });

        var kept = spans.Single.TagObjects.Take(128).Select(tag => tag.Key).ToArray();
        Assert.Contains("langfuse.observation.usage_details", kept);
        Assert.Contains("langfuse.observation.cost_details", kept);
        Assert.Contains("llm.token_count.total", kept);
        Assert.Contains("llm.cost.total", kept);
        Assert.Contains("gen_ai.usage.cost", kept);
        Assert.Contains("user.id", kept);
    }

    [Fact]
    public void The_scope_is_on_spans_of_others_in_the_active_dialects()
    {
        using var options = new OptionsScope(o => (o.ScopeOnAllSpans, o.Dialects) = (true, Dialects.Langfuse));
        using var source = new ActivitySource("others");
        using var spans = new SpanCollector(ActivitySamplingResult.AllDataAndRecorded, source.Name);

        using (AgentTrace.BeginScope("ada", tags: ["vip"]))
            source.StartActivity("GET")?.Dispose();

        Assert.Equal("ada", spans.Single.GetTagItem("user.id"));
        Assert.Equal(["vip"], Assert.IsType<string[]>(spans.Single.GetTagItem("langfuse.trace.tags")));
        Assert.Null(spans.Single.GetTagItem("langfuse.observation.type"));
    }

    [Theory]
    [InlineData(null, Dialects.GenAI)]
    [InlineData("", Dialects.GenAI)]
    [InlineData("openinference", Dialects.OpenInference)]
    [InlineData(" Langfuse, OPENINFERENCE ;legacy", Dialects.Langfuse | Dialects.OpenInference | Dialects.Legacy)]
    [InlineData("genai,phoenix,4,traceloop", Dialects.Traceloop)]
    public void The_environment_names_dialects_and_what_it_misspells_is_left_out(string? value, Dialects expected)
    {
        var before = Environment.GetEnvironmentVariable("AGENT_TRACING_DIALECTS");
        try
        {
            Environment.SetEnvironmentVariable("AGENT_TRACING_DIALECTS", value);
            Assert.Equal(expected, new AgentTracingOptions().Dialects);
        }
        finally
        {
            Environment.SetEnvironmentVariable("AGENT_TRACING_DIALECTS", before);
        }
    }

    [Theory]
    [InlineData("aws.bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0", "aws", "anthropic")]
    [InlineData("aws.bedrock", "us.amazon.nova-pro-v1:0", "aws", "amazon")]
    [InlineData("azure.ai.openai", "my-deployment", "azure", "openai")]
    [InlineData("gcp.vertex_ai", "gemini-2.5-pro", "google", "vertexai")]
    [InlineData("gcp.gemini", "gemini-2.5-pro", "google", null)]
    [InlineData("x_ai", "grok-4", "xai", "xai")]
    [InlineData("mistral_ai", "mistral-large-latest", "mistralai", "mistralai")]
    [InlineData("groq", "llama-3.3-70b-versatile", "groq", "meta")]
    public void OpenInference_tells_the_host_from_the_maker(string provider, string model, string host, string? maker)
    {
        using var options = new OptionsScope(o => o.Dialects = Dialects.OpenInference);
        using var spans = new SpanCollector();

        Traced.Sync(OperationDescriptor.LlmCall("ask", provider: provider, model: model), () => 0);

        Assert.Equal(host, spans.Single.GetTagItem("llm.provider"));
        Assert.Equal(maker, spans.Single.GetTagItem("llm.system"));
    }

    private static OperationDescriptor Describe(string kind) => kind switch
    {
        "Workflow" => OperationDescriptor.Workflow("w"),
        "Agent" => OperationDescriptor.Agent("a"),
        "AgentTask" => OperationDescriptor.AgentTask("t"),
        "Tool" => OperationDescriptor.Tool("t"),
        "LlmCall" => OperationDescriptor.LlmCall("c"),
        "Embeddings" => OperationDescriptor.LlmCall("e", LlmOperation.Embeddings),
        "Retrieval" => OperationDescriptor.Retrieval("r"),
        "Guardrail" => OperationDescriptor.Guardrail("g"),
        _ => OperationDescriptor.Evaluator("e"),
    };
}
