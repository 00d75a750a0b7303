using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentTracing.Tests.Shared;

/// <summary>The OpenTelemetry SDK as an application sets it up, with in-memory exporters. Restores the settings of the process.</summary>
internal sealed class TelemetryRun : IDisposable
{
    private readonly List<Activity> _spans = [];
    private readonly List<MetricSnapshot> _metrics = [];
    private readonly TracerProvider _tracing;
    private readonly MeterProvider _measuring;

    public TelemetryRun(Action<AgentTracingOptions>? configure = null, Action<TracerProviderBuilder>? more = null)
    {
        var tracing = Sdk.CreateTracerProviderBuilder().AddAgentTracing(options =>
        {
            // The samples, which other tests run in this process, set it to false.
            options.RegisterKnownSources = true;
            configure?.Invoke(options);
        }).AddInMemoryExporter(_spans);
        more?.Invoke(tracing);
        _tracing = tracing.Build();
        _measuring = Sdk.CreateMeterProviderBuilder().AddAgentTracing().AddInMemoryExporter(_metrics).Build();
    }

    /// <summary>The exported spans.</summary>
    public IReadOnlyList<Activity> Spans
    {
        get
        {
            _tracing.ForceFlush();
            return [.. _spans];
        }
    }

    public Activity Named(string name) => Assert.Single(Spans, span => span.DisplayName == name);

    /// <summary>The sum of a counter for the points with an attribute.</summary>
    public decimal Sum(string instrument, string key, string value)
    {
        _metrics.Clear();
        _measuring.ForceFlush();
        return _metrics.Where(metric => metric.Name == instrument).SelectMany(metric => metric.MetricPoints).Where(Matches).Sum(Value);

        bool Matches(MetricPoint point)
        {
            foreach (var tag in point.Tags)
            {
                if (tag.Key == key && Equals(tag.Value, value))
                    return true;
            }

            return false;
        }

        decimal Value(MetricPoint point) => instrument == "llm.cost.usd" ? (decimal)point.GetSumDouble() : point.GetSumLong();
    }

    public void Dispose()
    {
        _measuring.Dispose();
        _tracing.Dispose();
        Sdk.CreateTracerProviderBuilder().AddAgentTracing(options => (options.PropagateScope, options.LoggerFactory) = (false, null));
    }
}
