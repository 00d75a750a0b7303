using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Reporting;

/// <summary>
/// Puts spans together to runs. A run begins with an operation that has no other operation of this process above it, and ends when this and all that
/// started below it have ended.
/// </summary>
internal sealed class RunProcessor(IRunSink sink) : BaseProcessor<Activity>
{
    /// <summary>What a run keeps; further spans are counted.</summary>
    private const int MaxSpans = 10_000;

    private readonly object _gate = new();
    private readonly Dictionary<ActivitySpanId, OpenSpan> _open = [];

    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        lock (_gate)
        {
            var above = _open.GetValueOrDefault(data.ParentSpanId);
            var isOperation = RunSpan.StartsOperation(data);

            // Below a request or a job, which is no operation, each agent is a run of its own.
            var run = above is not null && (above.Run.HasOperationRoot || !isOperation) ? above.Run : new OpenRun(isOperation);
            var depth = above is not null && above.Run == run ? above.Depth + 1 : 0;
            run.Open++;
            _open[data.SpanId] = new(run, depth);
            if (isOperation && sink.IsLive)
                Tell(() => sink.Started(new RunSpan(data), depth));
        }
    }

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(data.SpanId, out var span))
                return;

            var run = span.Run;
            run.Open--;
            run.Ids.Add(data.SpanId);
            var isOperation = RunSpan.IsOperation(data);
            if (isOperation && sink.IsLive)
                Tell(() => sink.Ended(new RunSpan(data), span.Depth));

            // Requests and jobs are not kept, however long they last: only what they hold of agents.
            if (run.HasOperationRoot || isOperation)
            {
                if (run.Spans.Count < MaxSpans)
                    run.Spans.Add(data);
                else
                    run.Dropped++;
            }

            if (run.Open == 0)
                Close(run);
        }
    }

    /// <inheritdoc/>
    protected override bool OnForceFlush(int timeoutMilliseconds)
    {
        lock (_gate)
            Tell(sink.Flush);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        lock (_gate)
        {
            // What has not ended by now is shown by what has.
            foreach (var run in _open.Values.Select(static span => span.Run).Distinct().ToList())
                Close(run);
            Tell(sink.Flush);
        }

        return true;
    }

    private void Close(OpenRun run)
    {
        foreach (var id in run.Ids)
            _open.Remove(id);
        if (run.Spans.Count > 0)
            Tell(() => sink.Add(new Run(run.Spans, run.Dropped)));
    }

    /// <summary>Who shows runs never stops the application.</summary>
    private static void Tell(Action tell)
    {
        try
        {
            tell();
        }
        catch (Exception exception)
        {
            Debug.WriteLine(exception);
        }
    }

    private sealed record OpenSpan(OpenRun Run, int Depth);

    private sealed class OpenRun(bool hasOperationRoot)
    {
        public bool HasOperationRoot { get; } = hasOperationRoot;

        public List<Activity> Spans { get; } = [];

        public List<ActivitySpanId> Ids { get; } = [];

        public int Open { get; set; }

        public int Dropped { get; set; }
    }
}
