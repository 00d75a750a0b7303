using OpenTelemetry.Trace;

namespace AgentTracing.Backends.Tests;

/// <summary>How the back ends interpret exported spans, according to their own rules: nothing is duplicated, nothing is unknown.</summary>
[Collection(TelemetryCollection.Name)]
public sealed class ResolutionTests
{
    private static readonly (string Name, long Tokens)[] Calls = [("chat claude-sonnet-4-5", 2550), ("chat gpt-4o-mini", 1100), ("chat nobodys-model", 15)];

    public static TheoryData<Dialects> LangfuseAmongOthers =>
        [Dialects.GenAI, Dialects.Legacy, Dialects.OpenInference, Dialects.Traceloop, Dialects.Legacy | Dialects.OpenInference | Dialects.Traceloop];

    [Theory]
    [MemberData(nameof(LangfuseAmongOthers))]
    public async Task Langfuse_sees_types_usage_and_cost_whatever_else_is_on(Dialects others)
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddAgentTracing(options => options.Dialects = others)
            .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            Sample.Run();
        }

        Assert.Equal(
            ["AGENT checker", "AGENT planner", "CHAIN fulfil", "GENERATION claude-sonnet-4-5", "GENERATION gpt-4o-mini", "GENERATION nobodys-model", "TOOL stock"],
            receiver.Spans.Select(span => $"{LangfuseRules.TypeOf(span)} {LangfuseRules.NameOf(span).Split(' ')[^1]}").Order(StringComparer.Ordinal));
        foreach (var (name, tokens) in Calls)
        {
            var usage = LangfuseRules.UsageOf(receiver.Span(name));
            Assert.Equal(tokens, LangfuseRules.TotalOf(usage));
            Assert.Equal(tokens, usage.Where(part => part.Key != "total").Sum(part => part.Value));
        }

        Assert.Equal(3665, receiver.Spans.Sum(span => LangfuseRules.TotalOf(LangfuseRules.UsageOf(span))));
        var own = (decimal)(double)receiver.Span("invoke_workflow fulfil")["agent_tracing.rollup.cost"]!;
        Assert.Equal(own, receiver.Spans.Sum(span => LangfuseRules.CostOf(span) ?? 0), 12);
        Assert.Null(LangfuseRules.CostOf(receiver.Span("chat nobodys-model")));
        Assert.All(receiver.Spans, span =>
        {
            Assert.Equal("ada", LangfuseRules.UserOf(span));
            Assert.Equal("session-1", LangfuseRules.SessionOf(span));
            Assert.Equal(["vip", "eu"], LangfuseRules.TagsOf(span));
            Assert.Equal("fulfil", span["langfuse.trace.name"]);
            Assert.Equal("acme", span["langfuse.trace.metadata.tenant"]);
        });
    }

    [Theory]
    [InlineData(Dialects.GenAI)]
    [InlineData(Dialects.Langfuse | Dialects.Traceloop | Dialects.Legacy)]
    public async Task Phoenix_sees_no_unknown_kind_and_counts_each_token_once(Dialects others)
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddAgentTracing(options => options.Dialects = others)
            .AddPhoenix(options => options.Endpoint = receiver.Http)))
        {
            Sample.Run();
        }

        Assert.Equal(
            ["AGENT checker", "AGENT planner", "CHAIN fulfil", "LLM claude-sonnet-4-5", "LLM gpt-4o-mini", "LLM nobodys-model", "TOOL stock"],
            receiver.Spans.Select(span => $"{PhoenixRules.KindOf(span)} {span.Name.Split(' ')[^1]}").Order(StringComparer.Ordinal));
        foreach (var (name, tokens) in Calls)
        {
            Assert.Equal(tokens, PhoenixRules.TotalOf(receiver.Span(name)));
            Assert.True(PhoenixRules.IsPriced(receiver.Span(name)));
        }

        Assert.Equal(3665, receiver.Spans.Sum(PhoenixRules.TotalOf));
        Assert.All(receiver.Spans, span => Assert.Equal("session-1", span["session.id"]));
    }

    [Theory]
    [MemberData(nameof(LangfuseAmongOthers))]
    public async Task Langfuse_shows_input_and_output_with_any_other_settings(Dialects others)
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddAgentTracing(options => (options.Dialects, options.Content) = (others, ContentCapture.Span))
            .AddLangfuse(options => (options.PublicKey, options.SecretKey, options.BaseUrl) = ("pk", "sk", receiver.Http))))
        {
            Sample.Run();
        }

        AssertContent("invoke_workflow fulfil", "one desk", "on its way");
        AssertContent("execute_tool stock", "desk", "3");
        AssertContent("chat gpt-4o-mini", """[{"role":"user","content":"Dear gpt-4o-mini"}]""", """[{"role":"assistant","content":"Done."}]""");

        void AssertContent(string name, string input, string output)
        {
            Assert.Equal(input, LangfuseRules.InputOf(receiver.Span(name)));
            Assert.Equal(output, LangfuseRules.OutputOf(receiver.Span(name)));
        }
    }

    [Fact]
    public async Task Phoenix_shows_the_messages_of_a_model_and_the_values_of_the_rest()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder
            .AddAgentTracing(options => options.Content = ContentCapture.Span)
            .AddPhoenix(options => options.Endpoint = receiver.Http)))
        {
            Sample.Run();
        }

        var call = receiver.Span("chat gpt-4o-mini");
        Assert.Equal("user: Dear gpt-4o-mini", $"{call["llm.input_messages.0.message.role"]}: {call["llm.input_messages.0.message.content"]}");
        Assert.Equal("assistant: Done.", $"{call["llm.output_messages.0.message.role"]}: {call["llm.output_messages.0.message.content"]}");
        Assert.Equal("application/json", call["input.mime_type"]);
        var tool = receiver.Span("execute_tool stock");
        Assert.Equal("desk text/plain", $"{tool["input.value"]} {tool["input.mime_type"]}");
        Assert.Equal("""{"input":"desk"}""", tool["tool.parameters"]);
        Assert.Equal("3", tool["output.value"]);
    }

    [Fact]
    public async Task A_failure_is_an_error_for_all_of_them()
    {
        await using var receiver = await Receiver.StartAsync();
        using (Sample.Build(builder => builder.AddPhoenix(options => options.Endpoint = receiver.Http)))
            Sample.Run();

        var failed = receiver.Span("invoke_agent checker");
        Assert.Equal(2, failed.StatusCode);
        Assert.Equal("no stock", failed.StatusMessage);
        Assert.Equal(6, receiver.Spans.Count(span => span.StatusCode == 1));
    }
}
