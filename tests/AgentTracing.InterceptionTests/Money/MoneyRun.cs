using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using AgentTracing.Tests;

namespace AgentTracing.InterceptionTests.Money;

/// <summary>A run of an agent, and every place that says what it cost.</summary>
internal sealed class MoneyRun : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<double> _costs = new();
    private readonly ActivityListener _spanListener;
    private readonly MeterListener _metricListener = new();
    private readonly OptionsScope _options = new(static options => options.Dialects = Dialects.Langfuse | Dialects.OpenInference | Dialects.Traceloop);

    public MoneyRun(params string[] moreSources)
    {
        _spanListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == AgentTelemetry.SourceName || moreSources.Contains(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spanListener);
        _metricListener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.MeterName && instrument.Name == "llm.cost.usd")
                listener.EnableMeasurementEvents(instrument);
        };
        _metricListener.SetMeasurementEventCallback<double>((_, value, _, _) => _costs.Enqueue(value));
        _metricListener.Start();
    }

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>Makes the calls inside an agent.</summary>
    public static async Task InsideAgentAsync(Func<Task> call)
    {
        using (AgentTrace.StartAgent("clerk"))
            await call();
    }

    /// <summary>Asserts that span, metric, roll-up and dialects say one figure; null: none of them says any.</summary>
    public void AssertCosts(decimal? usd, string status, string? provider)
    {
        var agent = _spans.Last();
        Assert.Equal("invoke_agent clerk", agent.DisplayName);
        var calls = _spans.Where(span => span.GetTagItem("agent_tracing.cost.status") is not null).ToList();
        var said = string.Join("; ", _spans.SkipLast(1).Select(Describe));

        Assert.True(calls.Count > 0, $"No call was priced: {said}");
        Assert.True(calls.All(span => Equals(status, span.GetTagItem("agent_tracing.cost.status"))), $"The status is not {status}: {said}");
        if (provider is not null)
            Assert.True(calls.All(span => Equals(provider, span.GetTagItem("gen_ai.provider.name") ?? span.GetTagItem("gen_ai.system"))), $"The provider is not {provider}: {said}");

        AssertIs(usd, "span", calls.Select(static span => span.GetTagItem("gen_ai.usage.cost")), said);
        AssertIs(usd, "metric", _costs.Cast<object>(), said);
        AssertIs(usd, "roll-up", [agent.GetTagItem("agent_tracing.rollup.cost")], said);
        AssertIs(usd, "OpenInference", calls.Select(static span => span.GetTagItem("llm.cost.total")), said);
        AssertIs(usd, "Langfuse", calls.Select(TotalOfLangfuse), said);

        // Nobody else says a cost or a usage of the same call.
        Assert.All(_spans.Except(calls), span => Assert.Null(span.GetTagItem("gen_ai.usage.cost")));
        Assert.All(_spans.Except(calls), span => Assert.Null(span.GetTagItem("gen_ai.usage.input_tokens")));
    }

    public void Dispose()
    {
        _spanListener.Dispose();
        _metricListener.Dispose();
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
            Assert.True(known.Count == 0, $"The {where} says {string.Join(", ", known)} where no cost is known: {said}");
        else
            Assert.True(known.Count > 0 && Math.Abs(known.Sum() - (double)usd.Value) < 1e-12, $"The {where} says {(known.Count > 0 ? known.Sum() : null)}, not {usd}: {said}");
    }

    private static string Describe(Activity span)
        => $"{span.Source.Name} {span.DisplayName} " + string.Join(" ", span.TagObjects
            .Where(static tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal) || tag.Key.Contains("cost", StringComparison.Ordinal)
                || tag.Key is "gen_ai.provider.name" or "server.address" || tag.Key.Contains("tier", StringComparison.Ordinal))
            .Select(static tag => $"{tag.Key}={tag.Value}"));
}
