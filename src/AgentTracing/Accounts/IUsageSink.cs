namespace AgentTracing;

/// <summary>
/// Receives one record for each model call, each execution of a tool that has a cost, and each run: for bills, quotas and audits. Register
/// it in <see cref="AgentTracingOptions.UsageSinks"/> or as a service.
/// </summary>
/// <remarks>
/// Each sink runs on its own thread and gets records in the order in which the calls ended, so a sink that is slow, hangs or throws affects
/// no call. Up to <see cref="AgentTracingOptions.UsageSinkCapacity"/> records wait for it; further records, and those that it throws on,
/// are lost and counted (<c>agent_tracing.usage_records.lost</c>). <see cref="AgentTelemetry.FlushUsageSinks"/> waits until it has received
/// all records. A sink does not depend on exporters or sampling.
/// </remarks>
public interface IUsageSink
{
    /// <summary>Receives a record.</summary>
    /// <param name="record">The record.</param>
    void Record(in UsageRecord record);
}
