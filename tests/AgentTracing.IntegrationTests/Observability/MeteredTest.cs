using AgentTracing.IntegrationTests.OrderAgent;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>
/// Base class of tests of metrics: each starts without label values from other tests, and restores the settings of the process.
/// </summary>
[Collection(TelemetryCollection.Name)]
public abstract class MeteredTest : IDisposable
{
    private readonly AgentTracingOptions _before = AgentTracingOptions.Current;

    /// <summary>Clears the recorded label values.</summary>
    protected MeteredTest() => ResetLabels();

    /// <summary>The metric sets, and their relevant combinations.</summary>
    public static TheoryData<MetricSets> Sets { get; } =
    [
        MetricSets.None,
        MetricSets.GenAI,
        MetricSets.Llm,
        MetricSets.V1_41,
        MetricSets.GenAI | MetricSets.Llm,
        MetricSets.GenAI | MetricSets.Llm | MetricSets.V1_41,
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        AgentTracingOptions.Restore(_before);
        ResetLabels();
        GC.SuppressFinalize(this);
    }

    private protected static void Configure(Action<AgentTracingOptions> configure) => AgentTracingOptions.Configure(configure);

    private static void ResetLabels()
    {
        Label.Model.Reset();
        Label.Agent.Reset();
        Label.Tool.Reset();
    }
}
