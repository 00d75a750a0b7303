using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace Shop;

/// <summary>Keeps the ended spans of each trace together, until somebody takes them.</summary>
public sealed class TraceCollector : BaseProcessor<Activity>
{
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Activity>> _traces = new();

    /// <inheritdoc/>
    public override void OnEnd(Activity data) => _traces.GetOrAdd(data.TraceId, _ => new()).Enqueue(data);

    /// <summary>Takes the traces out that belong to a session. To be called when what they trace has ended.</summary>
    public IReadOnlyList<IReadOnlyList<Activity>> Take(string sessionId)
    {
        var taken = new List<IReadOnlyList<Activity>>();
        foreach (var (id, spans) in _traces)
        {
            if (spans.Any(span => span.GetTagItem("session.id") as string == sessionId) && _traces.TryRemove(id, out var trace))
                taken.Add([.. trace]);
        }

        return taken;
    }
}
