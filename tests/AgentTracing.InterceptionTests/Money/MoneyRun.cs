using System.Diagnostics;
using System.Text.Json;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>A run of an agent, and all places where its cost is recorded.</summary>
internal sealed class MoneyRun : IDisposable
{
    private readonly SpanCollector _spans;
    private readonly MetricCollector _costs = new("llm.cost.usd");
    private readonly OptionsScope _options = new(static options => options.Dialects = Dialects.Langfuse | Dialects.OpenInference | Dialects.Traceloop);

    public MoneyRun(params string[] moreSources) => _spans = new SpanCollector(moreSources: moreSources);

    public IReadOnlyList<Activity> Spans => _spans.Ended;

    /// <summary>Runs the calls inside an agent.</summary>
    public static async Task InsideAgentAsync(Func<Task> call)
    {
        using (AgentTrace.StartAgent("clerk"))
            await call();
    }

    /// <summary>Asserts that span, metric, roll-up and dialects contain the same cost; null: none of them contains any.</summary>
    public void AssertCosts(decimal? usd, string status, string? provider)
    {
        var spans = Spans;
        var agent = spans[^1];
        Assert.Equal("invoke_agent clerk", agent.DisplayName);
        var calls = spans.Where(span => span.GetTagItem("agent_tracing.cost.status") is not null).ToList();
        var said = string.Join("; ", spans.SkipLast(1).Select(Describe));

        Assert.True(calls.Count > 0, $"No call was priced: {said}");
        Assert.True(calls.All(span => Equals(status, span.GetTagItem("agent_tracing.cost.status"))), $"The status is not {status}: {said}");
        if (provider is not null)
            Assert.True(calls.All(span => Equals(provider, span.GetTagItem("gen_ai.provider.name") ?? span.GetTagItem("gen_ai.system"))), $"The provider is not {provider}: {said}");

        AssertIs(usd, "span", calls.Select(static span => span.GetTagItem("gen_ai.usage.cost")), said);
        AssertIs(usd, "metric", _costs.All.Select(static cost => (object)cost.Value), said);
        AssertIs(usd, "roll-up", [agent.GetTagItem("agent_tracing.rollup.cost")], said);
        AssertIs(usd, "OpenInference", calls.Select(static span => span.GetTagItem("llm.cost.total")), said);
        AssertIs(usd, "Langfuse", calls.Select(TotalOfLangfuse), said);

        // No other span contains a cost or usage of the same call.
        Assert.All(spans.Except(calls), span => Assert.Null(span.GetTagItem("gen_ai.usage.cost")));
        Assert.All(spans.Except(calls), span => Assert.Null(span.GetTagItem("gen_ai.usage.input_tokens")));
    }

    public void Dispose()
    {
        _spans.Dispose();
        _costs.Dispose();
        _options.Dispose();
    }

    private static object? TotalOfLangfuse(Activity span)
    {
        if (span.GetTagItem("langfuse.observation.cost_details") is not string json)
            return null;

        using var details = JsonDocument.Parse(json);
        return details.RootElement.GetProperty("total").GetDouble();
    }

    private static void AssertIs(decimal? usd, string where, IEnumerable<object?> values, string said)
    {
        var known = values.OfType<double>().ToList();
        if (usd is null)
            Assert.True(known.Count == 0, $"The {where} contains {string.Join(", ", known)} although no cost is known: {said}");
        else
            Assert.True(known.Count > 0 && Math.Abs(known.Sum() - (double)usd.Value) < 1e-12, $"The {where} says {(known.Count > 0 ? known.Sum() : null)}, not {usd}: {said}");
    }

    private static string Describe(Activity span)
        => $"{span.Source.Name} {span.DisplayName} " + string.Join(" ", span.TagObjects
            .Where(static tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal) || tag.Key.Contains("cost", StringComparison.Ordinal)
                || tag.Key is "gen_ai.provider.name" or "server.address" || tag.Key.Contains("tier", StringComparison.Ordinal))
            .Select(static tag => $"{tag.Key}={tag.Value}"));
}
