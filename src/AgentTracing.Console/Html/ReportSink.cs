namespace AgentTracing.Reporting;

/// <summary>Collects runs and writes the page.</summary>
internal sealed class ReportSink : IRunSink
{
    /// <summary>Maximum number of spans; the oldest runs are removed, but stay in the sums.</summary>
    private const int MaxSpans = 20_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly Queue<Run> _runs = new();
    private readonly CostSummary _costs = new();
    private readonly string _path;
    private readonly Timer _timer;
    private int _spans;
    private int _olderRuns;
    private bool _isScheduled;
    private bool _isWritten;
    private bool _hasFailed;

    public ReportSink(string path)
    {
        _path = path;
        _timer = new Timer(_ => Flush());
    }

    public void Add(Run run)
    {
        lock (_gate)
        {
            _costs.Add(run);
            _runs.Enqueue(run);
            _spans += run.Spans.Count;
            while (_spans > MaxSpans && _runs.Count > 1)
            {
                _spans -= _runs.Dequeue().Spans.Count;
                _olderRuns++;
            }

            _isWritten = false;
            if (_isScheduled)
                return;

            _isScheduled = true;
            _timer.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            _isScheduled = false;
            if (_isWritten)
                return;

            _isWritten = true;
            try
            {
                Write();
            }
            catch (Exception exception)
            {
                // All exceptions: on the timer's thread they would end the application.
                if (!_hasFailed)
                    Console.Error.WriteLine($"The report cannot be written to {_path}: {exception.Message}");
                _hasFailed = true;
            }
        }
    }

    /// <summary>A browser that opens the page during the write gets the previous version.</summary>
    private void Write()
    {
        var unfinished = $"{_path}.{Environment.ProcessId}.tmp";
        using (var file = new StreamWriter(unfinished))
            new ReportPage(file).Write([.. _runs], _olderRuns, _costs);
        File.Move(unfinished, _path, overwrite: true);
    }
}
