namespace AgentTracing;

/// <summary>
/// Takes one record for each call of a model, each execution of a tool that has a cost, and each run: for bills, quotas and audits. Register it in
/// <see cref="AgentTracingOptions.UsageSinks"/> or as a service.
/// </summary>
/// <remarks>
/// Records are handed over on a thread of its own, in the order in which the calls ended, so a sink that is slow, hangs or throws changes no
/// call. Up to <see cref="AgentTracingOptions.UsageSinkCapacity"/> records wait for it; what comes beyond, and what it throws on, is lost and counted
/// (<c>agent_tracing.usage_records.lost</c>). <see cref="AgentTelemetry.FlushUsageSinks"/> waits for it. A sink does not depend on exporters or sampling.
/// </remarks>
public interface IUsageSink
{
    /// <summary>Takes a record.</summary>
    /// <param name="record">The record.</param>
    void Record(in UsageRecord record);
}
