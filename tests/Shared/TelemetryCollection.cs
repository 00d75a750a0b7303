namespace AgentTracing.Tests.Shared;

/// <summary>
/// AgentTracing has one source, one meter and one set of settings per process, so tests that listen to them or change them do not run in
/// parallel.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryCollection
{
    public const string Name = "telemetry";
}
