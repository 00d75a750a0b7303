using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>Spans that the back ends' own code once misinterpreted, checked with their rules.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ReviewTests
{
    [Fact]
    public async Task An_exception_is_recorded_as_the_event_that_back_ends_read()
    {
        var spans = await SendAsync(static builder => builder, Sample.Run);

        var failed = Assert.Single(spans, static span => span.Name == "invoke_agent checker");
        Assert.Equal("exception", Assert.Single(failed.EventNames));
    }

    [Theory]
    [InlineData(ContentCapture.None, null)]
    [InlineData(ContentCapture.Span, """[{"role":"user","content":"How many?"}]""")]
    public async Task A_managed_prompt_is_linked_and_never_taken_for_the_input(ContentCapture content, string? input)
    {
        var spans = await SendAsync(builder => builder.AddAgentTracing(options => options.Content = content), static () =>
        {
            using (AgentTrace.WithPrompt("story", 4))
            using (var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai"))
                call.SetInput("How many?");
        });

        var call = Assert.Single(spans);
        Assert.Equal(input, LangfuseRules.InputOf(call));
        Assert.DoesNotContain(call.Attributes.Keys, static key => key.StartsWith("gen_ai.prompt", StringComparison.Ordinal));
        Assert.Equal(("story", 4L), (call["langfuse.observation.prompt.name"], call["langfuse.observation.prompt.version"]));
    }

    [Fact]
    public async Task Phoenix_prices_the_model_that_answered()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options => options.Endpoint = receiver.Http)))
        {
            using var call = AgentTrace.StartLlmCall("prod-deployment", "azure.ai.openai");
            call.SetResponse(model: "gpt-4o-mini-2024-07-18");
            call.RecordUsage(TokenUsage.FromOpenAI(10, 5));
        }

        var span = Assert.Single(receiver.Spans);
        Assert.Equal(("gpt-4o-mini-2024-07-18", "prod-deployment"), (span["llm.model_name"], span["llm.request.model_name"]));
    }

    [Fact]
    public async Task Agents_and_workflows_have_messages_and_a_provider_where_Aspire_looks_for_them()
    {
        var spans = await SendAsync(static builder => builder.AddAgentTracing(static options => options.Content = ContentCapture.Span), static () =>
        {
            using var workflow = AgentTrace.StartWorkflow("fulfil");
            workflow.SetInput("one desk");
            using var agent = AgentTrace.StartAgent("planner");
            agent.SetInput("plan it");
            agent.SetOutput("planned");
            workflow.SetOutput("on its way");
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.RecordUsage(TokenUsage.FromOpenAI(10, 5));
        });

        Assert.All(spans, static span => Assert.Equal("openai", span["gen_ai.provider.name"]));
        var agent = spans.Single(static span => span.Name == "invoke_agent planner");
        Assert.Equal("""[{"role":"user","parts":[{"type":"text","content":"plan it"}]}]""", agent["gen_ai.input.messages"]);
        Assert.Equal("""[{"role":"assistant","parts":[{"type":"text","content":"planned"}],"finish_reason":"stop"}]""", agent["gen_ai.output.messages"]);
        Assert.NotNull(spans.Single(static span => span.Name == "invoke_workflow fulfil")["gen_ai.input.messages"]);
    }

    [Fact]
    public async Task Everything_inside_an_agent_has_its_name_an_operation_and_the_conversation()
    {
        var spans = await SendAsync(static builder => builder.AddAgentTracing(static options => options.SessionIsConversation = true), static () =>
        {
            using var scope = AgentTrace.BeginScope(sessionId: "s-1");
            using (AgentTrace.StartAgent("planner"))
            {
                AgentTrace.StartLlmCall("gpt-4o-mini", "openai").Dispose();
                AgentTrace.StartRetrieval("archive").Dispose();
                AgentTrace.StartTask("think").Dispose();
                AgentTrace.StartGuardrail("check").Dispose();
                AgentTrace.StartEvaluator("judge").Dispose();
                AgentTrace.StartTool("stock").Dispose();
            }

            Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options => options.SessionIsConversation = false);
        });

        Assert.Equal(7, spans.Count);
        Assert.All(spans, static span => Assert.Equal(("planner", "s-1"), (span["gen_ai.agent.name"], span["gen_ai.conversation.id"])));
        Assert.All(spans, static span => Assert.NotNull(span["gen_ai.operation.name"]));

        // All spans have the agent's name, but it does not make them agents.
        Assert.Equal(
            ["AGENT", "EVALUATOR", "GENERATION", "GUARDRAIL", "RETRIEVER", "SPAN", "TOOL"],
            spans.Select(LangfuseRules.TypeOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("completed", "stop")]
    [InlineData("end_turn", "stop")]
    [InlineData("tool_calls", "tool_call")]
    [InlineData("max_output_tokens", "length")]
    [InlineData("refusal", "content_filter")]
    public async Task Reasons_to_end_are_in_the_words_of_the_conventions(string said, string word)
    {
        var spans = await SendAsync(static builder => builder, () =>
        {
            using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
            call.SetResponse(finishReason: said);
        });

        Assert.Equal([word], Assert.IsType<string?[]>(Assert.Single(spans)["gen_ai.response.finish_reasons"]));
    }

    [Fact]
    public async Task A_trace_over_three_processes_has_one_root_one_name_and_the_whole_cost()
    {
        var spans = await SendAsync(
            static builder => builder.AddSource("System.Net.Http", "Shop").AddAgentTracing(static options => options.PropagateScope = true),
            static () =>
            {
                RunTeam();
                Sdk.CreateTracerProviderBuilder().AddAgentTracing(static options => options.PropagateScope = false);
            });

        var ids = spans.Select(static span => span.SpanId).ToHashSet();
        var root = Assert.Single(spans, span => span.ParentId is null || !ids.Contains(span.ParentId));
        Assert.Equal("invoke_workflow travel", root.Name);
        Assert.Single(spans.Select(static span => span.TraceId).Distinct());
        Assert.All(spans.Where(static span => span.Attributes.ContainsKey("gen_ai.operation.name")), static span => Assert.Equal("travel", span["langfuse.trace.name"]));
        Assert.Equal(3, spans.Count(static span => LangfuseRules.CostOf(span) > 0));
        Assert.Equal(3 * 0.00021m, spans.Sum(static span => LangfuseRules.CostOf(span) ?? 0), 12);
        Assert.DoesNotContain(spans, static span => span.Name == "SELECT");
    }

    [Fact]
    public async Task A_guardrail_that_blocks_is_a_warning_in_Langfuse_and_the_sender_has_a_version()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            AgentTrace.StartGuardrail("passes").Dispose();
            using var blocks = AgentTrace.StartGuardrail("blocks");
            blocks.Fail(new InvalidOperationException("a secret in it"));
        }

        Assert.Equal(("WARNING", null), (receiver.Span("blocks")["langfuse.observation.level"], receiver.Span("passes")["langfuse.observation.level"]));
        Assert.All(receiver.Requests, static request => Assert.Matches(@"^\d+\.\d+\.\d+$", request.Headers["x-langfuse-sdk-version"]));
    }

    [Fact]
    public async Task Success_is_green_in_Phoenix()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options => options.Endpoint = receiver.Http)))
            Sample.Run();

        Assert.All(receiver.Spans, static span => Assert.Equal(span.Name == "invoke_agent checker" ? 2 : 1, span.StatusCode));
    }

    /// <summary>An orchestrator that calls two agents in separate processes over HTTP.</summary>
    private static void RunTeam()
    {
        using var http = new ActivitySource("System.Net.Http");
        using var own = new ActivitySource("Shop");
        using var request = Sample.Web.StartActivity("POST /", ActivityKind.Server);
        using (AgentTrace.StartWorkflow("travel"))
        using (AgentTrace.StartAgent("orchestrator"))
        {
            Ask();
            foreach (var name in (string[])["research", "validator"])
            {
                using var tool = AgentTrace.StartTool($"ask_{name}");
                var carrier = new Dictionary<string, string>();
                using (own.StartActivity("retry"))
                using (http.StartActivity("POST", ActivityKind.Client))
                    AgentTrace.Inject(carrier);
                Task answer;
                using (ExecutionContext.SuppressFlow())
                    answer = Task.Run(() => Answer(name, carrier));
                answer.GetAwaiter().GetResult();
            }

            own.StartActivity("SELECT", ActivityKind.Client)?.Dispose();
        }
    }

    /// <summary>The code of the other process: nothing of the caller is ambient there.</summary>
    private static void Answer(string name, Dictionary<string, string> carrier)
    {
        var context = Propagators.DefaultTextMapPropagator.Extract(default, carrier, static (carrier, key) => carrier.TryGetValue(key, out var value) ? [value] : []);
        Baggage.Current = context.Baggage;
        using var request = Sample.Web.StartActivity($"POST /{name}", ActivityKind.Server, context.ActivityContext);
        foreach (var (key, value) in context.Baggage)
            request?.AddBaggage(key, value);
        using (AgentTrace.StartAgent(name))
            Ask();
    }

    private static void Ask()
    {
        using var call = AgentTrace.StartLlmCall("gpt-4o-mini", "openai");
        call.RecordUsage(TokenUsage.FromOpenAI(1000, 100));
    }

    private static async Task<IReadOnlyList<OtlpSpan>> SendAsync(Func<TracerProviderBuilder, TracerProviderBuilder> configure, Action run)
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => configure(builder).AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
            run();
        return receiver.Spans;
    }
}
