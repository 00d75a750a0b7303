using OpenTelemetry;
using OpenTelemetry.Trace;
using Shop;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>The text that Prometheus scrapes, from the exporter that the sample uses.</summary>
public sealed class PrometheusExpositionTests : MeteredTest
{
    private const int Threads = 64;

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task Names_types_units_labels_and_buckets_are_those_of_the_contract(MetricSets sets)
    {
        Configure(options => options.Metrics = sets);

        var text = await ScrapeAsync(async () =>
        {
            await MeteredAgent.RunAsync();
            Assert.Throws<TimeoutException>(MeteredAgent.Fail);
        });

        var contract = MetricContract.Of(sets);
        Assert.Equal(
            contract.Select(metric => $"{metric.ExposedName} {metric.Type}").Order(StringComparer.Ordinal),
            text.Types.Where(type => type.Key != "target").Select(type => $"{type.Key} {type.Value}").Order(StringComparer.Ordinal));
        Assert.All(contract, metric => AssertExposed(metric, text));
    }

    [Fact]
    public async Task Token_types_and_outcomes_have_the_values_of_the_contract()
    {
        var text = await ScrapeAsync(async () =>
        {
            await MeteredAgent.RunAsync();
            Assert.Throws<TimeoutException>(MeteredAgent.Fail);
        });

        (string, string)[] model = [("model", MeteredAgent.Model), ("agent_name", "metered-agent"), ("operation", "chat")];
        Assert.Equal(2 * 1_100, text.Sum("llm_tokens_total", [.. model, ("token_type", "input")]));
        Assert.Equal(2 * 50, text.Sum("llm_tokens_total", [.. model, ("token_type", "output")]));
        Assert.Equal(2 * 60, text.Sum("llm_tokens_total", [.. model, ("token_type", "cache_read")]));
        Assert.Equal(2 * 40, text.Sum("llm_tokens_total", [.. model, ("token_type", "cache_write")]));
        Assert.Equal(2 * 10, text.Sum("llm_tokens_total", [.. model, ("token_type", "reasoning")]));
        Assert.Equal(1, text.Sum("llm_unpriced_calls_total", ("model", MeteredAgent.UnknownModel)));
        Assert.Equal(3, text.Sum("llm_request_duration_seconds_count", ("model", MeteredAgent.Model)));
        Assert.Equal(1, text.Sum("agent_runs_total", ("agent_name", "metered-agent"), ("status", "ok")));
        Assert.Equal(1, text.Sum("agent_runs_total", ("agent_name", "failing-agent"), ("status", "error")));
        Assert.Equal(1, text.Sum("tool_calls_total", ("agent_name", "metered-agent"), ("tool", "look-up"), ("status", "ok")));
        Assert.Equal(1, text.Sum("tool_calls_total", ("agent_name", "metered-agent"), ("tool", "look-up"), ("status", "error")));
        Assert.Equal(1, text.Sum("agent_run_cost_usd_count", ("agent_name", "metered-agent")));
        Assert.Equal(text.Sum("llm_cost_usd_total"), text.Sum("agent_run_cost_usd_sum"), 12);
    }

    [Fact]
    public async Task Sums_are_exact_under_64_threads_with_every_span_sampled_away()
    {
        const int CallsPerThread = 500;

        // 2 USD per million tokens is exact in binary, so the order of additions does not matter.
        var usage = new TokenUsage { Input = 500_000 };
        Assert.True(PriceBook.Default.TryGetCost("openai", "gpt-4.1", usage, out var cost));
        Assert.Equal(1m, cost.Usd);
        using var tracing = Sdk.CreateTracerProviderBuilder().AddAgentTracing().SetSampler(new AlwaysOffSampler()).Build();

        var text = await ScrapeAsync(() =>
        {
            using var start = new Barrier(Threads);
            var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                for (var i = 0; i < CallsPerThread; i++)
                    Work($"agent-{number % 4}", usage);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return Task.CompletedTask;
        });

        for (var agent = 0; agent < 4; agent++)
        {
            var name = ("agent_name", $"agent-{agent}");
            const double Runs = Threads / 4 * CallsPerThread;
            Assert.Equal(Runs * 500_000, text.Sum("llm_tokens_total", name, ("token_type", "input")));
            Assert.Equal(Runs, text.Sum("llm_cost_usd_total", name));
            Assert.Equal(Runs, text.Sum("llm_request_duration_seconds_count", name));
            Assert.Equal(Runs, text.Sum("agent_runs_total", name, ("status", "ok")));
            Assert.Equal(Runs, text.Sum("agent_run_cost_usd_sum", name));
            Assert.Equal(Runs, text.Sum("tool_calls_total", name, ("tool", "tool"), ("status", "ok")));
            Assert.Equal(Runs, text.Sum("gen_ai_invoke_agent_inference_calls_sum", ("gen_ai_agent_name", $"agent-{agent}")));
        }

        Assert.Equal(Threads * CallsPerThread * 500_000d, text.Sum("gen_ai_client_inference_usage_input_tokens_total"));
    }

    [Theory]
    [InlineData(null, 200)]
    [InlineData(3, 3)]
    public async Task Values_of_a_label_beyond_the_cap_count_as_other(int? maximum, int expected)
    {
        if (maximum is { } cap)
            Configure(options => options.MaxLabelValues = cap);
        var total = expected + 20;

        var text = await ScrapeAsync(() =>
        {
            Parallel.For(0, total, i =>
            {
                using var agent = AgentTrace.StartAgent($"agent-{i}");
                using (var call = AgentTrace.StartLlmCall($"model-{i}", "acme"))
                    call.RecordUsage(new TokenUsage { Input = 1 });
                using var tool = AgentTrace.StartTool($"tool-{i}");
            });
            return Task.CompletedTask;
        });

        AssertCapped("llm_tokens_total", "model");
        AssertCapped("llm_tokens_total", "agent_name");
        AssertCapped("llm_unpriced_calls_total", "model");
        AssertCapped("llm_request_duration_seconds_count", "model");
        AssertCapped("agent_runs_total", "agent_name");
        AssertCapped("tool_calls_total", "tool");
        AssertCapped("tool_calls_total", "agent_name");
        AssertCapped("gen_ai_client_inference_duration_seconds_count", "gen_ai_request_model");
        AssertCapped("gen_ai_invoke_agent_duration_seconds_count", "gen_ai_agent_name");
        AssertCapped("gen_ai_execute_tool_duration_seconds_count", "gen_ai_tool_name");

        void AssertCapped(string name, string label)
        {
            var values = text.Of(name).ToLookup(sample => sample.Labels[label], sample => sample.Value);
            Assert.Equal(expected + 1, values.Count);
            Assert.Equal(20, values["_other"].Sum());
            Assert.Equal(total, text.Sum(name));
        }
    }

    private static void Work(string agent, TokenUsage usage)
    {
        using var run = AgentTrace.StartAgent(agent);
        using (var call = AgentTrace.StartLlmCall("gpt-4.1", "openai"))
            call.RecordUsage(usage);
        using var tool = AgentTrace.StartTool("tool");
    }

    private static void AssertExposed(MetricContract metric, PrometheusText text)
    {
        var name = metric.ExposedName;
        var series = text.Of(name + metric.Type switch { "counter" => "_total", "gauge" => "", _ => "_count" }).ToList();
        Assert.NotEmpty(series);
        Assert.Equal(metric.Unit == "s" ? "seconds" : null, text.Units.GetValueOrDefault(name));

        var labels = series.SelectMany(sample => sample.Labels.Keys).Where(label => !label.StartsWith("otel_scope_", StringComparison.Ordinal));
        Assert.Equal(metric.Labels.Order(StringComparer.Ordinal), labels.Distinct().Order(StringComparer.Ordinal));
        if (metric.Buckets is null)
            return;

        var bounds = text.Of(name + "_bucket").Select(sample => PrometheusText.Number(sample.Labels["le"])).Distinct();
        Assert.Equal([.. metric.Buckets, double.PositiveInfinity], bounds);
    }

    /// <summary>Serves metrics like the sample, runs the work, and scrapes.</summary>
    private static async Task<PrometheusText> ScrapeAsync(Func<Task> work)
    {
        var options = CommandLine.Parse(["--metrics"]).Options!;
        await using var pipeline = await TelemetryPipeline.StartAsync(options, TextWriter.Null, TestContext.Current.CancellationToken);
        await work();
        return await PrometheusText.ScrapeAsync(pipeline.MetricsAddress!);
    }
}
