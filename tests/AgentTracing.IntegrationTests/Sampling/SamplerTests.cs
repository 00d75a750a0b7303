using AgentTracing.IntegrationTests.Observability;
using OpenTelemetry.Trace;

namespace AgentTracing.IntegrationTests.Sampling;

/// <summary>A sampler decides when a span is created, from the attributes set by then. Calls in dropped spans are still counted.</summary>
public sealed class SamplerTests : MeteredTest
{
    public static TheoryData<string, string, string[]> Rules => new()
    {
        { "gen_ai.agent.name", "seller", ["chat claude-haiku-4-5", "chat gpt-4.1", "execute_tool lookup", "execute_tool lookup", "invoke_agent seller", "invoke_agent seller"] },
        { "agent_tracing.agent.name", "buyer", ["chat claude-haiku-4-5", "chat gpt-4.1"] },
        { "gen_ai.request.model", "gpt-4.1", ["chat gpt-4.1", "chat gpt-4.1"] },
        { "gen_ai.provider.name", "anthropic", ["chat claude-haiku-4-5", "chat claude-haiku-4-5"] },
        { "gen_ai.operation.name", "execute_tool", ["execute_tool lookup", "execute_tool lookup", "execute_tool lookup"] },
        {
            "user.id", "u2",
            ["chat claude-haiku-4-5", "chat gpt-4.1", "execute_tool lookup", "execute_tool lookup", "invoke_agent buyer", "invoke_agent seller"]
        },
        { "session.id", "nobody's", [] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_can_keep_by_agent_model_user_and_more_and_what_it_drops_still_counts(string key, string value, string[] kept)
    {
        using var telemetry = new TelemetryRun(more: tracing => tracing.SetSampler(new Keep(key, value)));

        Sell("u1", AskModel);
        Sell("u2", () => Run("buyer", AskModel));

        Assert.Equal(kept, telemetry.Spans.Select(span => span.DisplayName).Order(StringComparer.Ordinal));
        Assert.Equal(2 * 100, telemetry.Sum("llm.tokens", "model", "gpt-4.1") - 2 * 10);
        Assert.Equal(2 * 300, telemetry.Sum("llm.tokens", "model", "claude-haiku-4-5") - 2 * 30);
        Assert.Equal(2 * (100 * 2m + 10 * 8m) / 1_000_000, telemetry.Sum("llm.cost.usd", "model", "gpt-4.1"), 12);
        Assert.Equal(2, telemetry.Sum("agent.runs", "agent_name", "seller"));
        Assert.Equal(1, telemetry.Sum("agent.runs", "agent_name", "buyer"));
        Assert.Equal(3, telemetry.Sum("tool.calls", "tool", "lookup"));
    }

    [Fact]
    public void Dropped_spans_count_in_the_sums_of_the_enclosing_agents()
    {
        using var telemetry = new TelemetryRun(more: tracing => tracing.SetSampler(new Keep("gen_ai.operation.name", "invoke_agent")));

        Sell("u1", () => Run("buyer", AskModel));

        foreach (var agent in (string[])["seller", "buyer"])
        {
            var span = telemetry.Named($"invoke_agent {agent}");
            Assert.Equal(400L, span.GetTagItem("agent_tracing.rollup.input_tokens"));
            Assert.Equal(40L, span.GetTagItem("agent_tracing.rollup.output_tokens"));
            Assert.Equal(2L, span.GetTagItem("agent_tracing.rollup.llm_calls"));
        }

        Assert.Equal(2L, telemetry.Named("invoke_agent seller").GetTagItem("agent_tracing.rollup.tool_calls"));
    }

    /// <summary>An agent that calls a tool and does some work, for a user.</summary>
    private static void Sell(string user, Action work)
    {
        using var scope = AgentTrace.BeginScope(user, "s1");
        Run("seller", work);
    }

    private static void Run(string agent, Action work)
    {
        using var run = AgentTrace.StartAgent(agent);
        using (AgentTrace.StartTool("lookup"))
        {
        }

        work();
    }

    private static void AskModel()
    {
        using (var openAI = AgentTrace.StartLlmCall("gpt-4.1", "openai"))
            openAI.RecordUsage(TokenUsage.FromOpenAI(100, 10));
        using (var anthropic = AgentTrace.StartLlmCall("claude-haiku-4-5", "anthropic"))
            anthropic.RecordUsage(TokenUsage.FromAnthropic(300, 30));
    }

    /// <summary>A sampler that keeps spans created with a certain attribute, wherever they are in the trace.</summary>
    private sealed class Keep(string key, string value) : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
            => new(samplingParameters.Tags?.Contains(new(key, value)) == true ? SamplingDecision.RecordAndSample : SamplingDecision.Drop);
    }
}
