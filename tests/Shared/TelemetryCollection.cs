namespace AgentTracing.Tests.Shared;

/// <summary>A process has one source, one meter and one set of settings of AgentTracing: tests that listen to them or change them run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}
