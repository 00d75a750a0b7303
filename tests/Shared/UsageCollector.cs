using System.Collections.Concurrent;

namespace AgentTracing.Tests.Shared;

/// <summary>Collects usage records.</summary>
internal sealed class UsageCollector : IUsageSink
{
    private readonly ConcurrentQueue<UsageRecord> _records = new();

    internal IReadOnlyCollection<UsageRecord> Records => _records;

    public void Record(in UsageRecord record) => _records.Enqueue(record);
}
