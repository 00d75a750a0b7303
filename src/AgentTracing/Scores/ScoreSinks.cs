namespace AgentTracing;

/// <summary>The sinks of the process. Exceptions of a sink are reported as telemetry faults and do not reach the caller.</summary>
internal static class ScoreSinks
{
    private static readonly object Gate = new();
    private static IScoreSink[] _sinks = [];

    internal static IDisposable Add(IScoreSink sink)
    {
        lock (Gate)
            Volatile.Write(ref _sinks, [.. _sinks, sink]);
        return new Registration(sink);
    }

    internal static void Record(Score score)
    {
        foreach (var sink in Volatile.Read(ref _sinks))
        {
            try
            {
                sink.Record(score);
            }
            catch (Exception exception)
            {
                TelemetryFault.Report("record a score", exception);
            }
        }
    }

    private sealed class Registration(IScoreSink sink) : IDisposable
    {
        public void Dispose()
        {
            lock (Gate)
                Volatile.Write(ref _sinks, Array.FindAll(_sinks, other => !ReferenceEquals(other, sink)));
        }
    }
}
