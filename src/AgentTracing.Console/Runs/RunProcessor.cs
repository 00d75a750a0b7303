using System.Diagnostics;
using OpenTelemetry;

namespace AgentTracing.Reporting;

/// <summary>
/// Assembles runs from spans. A run begins with an operation without an enclosing operation in this process, and ends when it and all its
/// descendants have ended.
/// </summary>
internal sealed class RunProcessor(IRunSink sink) : BaseProcessor<Activity>
{
    /// <summary>Maximum number of spans of a run; further ones are only counted.</summary>
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

            // Below a request or a job, which is not an operation, each agent is a separate run.
            var run = above is not null && (above.Run.HasOperationRoot || !isOperation) ? above.Run : new OpenRun(isOperation);
            var depth = above is not null && above.Run == run ? above.Depth + 1 : 0;
            run.Open++;
            _open[data.SpanId] = new(run, depth);
            if (isOperation && sink.IsLive)
                Notify(() => sink.Started(new RunSpan(data), depth));
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
                Notify(() => sink.Ended(new RunSpan(data), span.Depth));

            // Requests and jobs themselves are not kept, only the agents inside them.
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
            Notify(sink.Flush);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        lock (_gate)
        {
            // Runs that have not ended are shown with their ended spans.
            foreach (var run in _open.Values.Select(static span => span.Run).Distinct().ToList())
                Close(run);
            Notify(sink.Flush);
        }

        return true;
    }

    private void Close(OpenRun run)
    {
        foreach (var id in run.Ids)
            _open.Remove(id);
        if (run.Spans.Count > 0)
            Notify(() => sink.Add(new Run(run.Spans, run.Dropped)));
    }

    /// <summary>Exceptions of a sink never reach the application.</summary>
    private static void Notify(Action notify)
    {
        try
        {
            notify();
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
