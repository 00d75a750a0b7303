using AgentTracing.IntegrationTests.OrderAgent;

namespace AgentTracing.IntegrationTests.Observability;

/// <summary>A test of metrics: begins without label values of others, and puts the settings of the process back.</summary>
[Collection(TelemetryCollection.Name)]
public abstract class MeteredTest : IDisposable
{
    private readonly AgentTracingOptions _before = AgentTracingOptions.Current;

    /// <summary>Forgets the label values seen so far.</summary>
    protected MeteredTest() => ResetLabels();

    /// <summary>The sets, and all their combinations of interest.</summary>
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
