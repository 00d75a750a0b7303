namespace AgentTracing.Backends.Tests;

/// <summary>The run time has one source and one set of settings in a process, so the tests run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}
