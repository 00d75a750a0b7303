using System.Diagnostics;

namespace AgentTracing;

/// <summary>Hands records to one sink, on a thread of its own that runs while records wait.</summary>
internal sealed class UsageSinkQueue
{
    private readonly object _gate = new();
    private readonly Queue<UsageRecord> _waiting = new();
    private readonly int _capacity;
    private readonly Action _lost;
    private bool _isRunning;
    private bool _isCompleted;
    private long _posted;
    private long _done;

    /// <summary>A queue.</summary>
    /// <param name="sink">Takes the records.</param>
    /// <param name="capacity">How many records may wait.</param>
    /// <param name="lost">Counts a record that is lost.</param>
    internal UsageSinkQueue(IUsageSink sink, int capacity, Action lost)
    {
        Sink = sink;
        _capacity = Math.Max(1, capacity);
        _lost = lost;
    }

    internal IUsageSink Sink { get; }

    /// <summary>How often the sink was added. Guarded by the lock of the sinks.</summary>
    internal int Registrations { get; set; } = 1;

    /// <summary>Lets a record wait for the sink; it is lost where too many do.</summary>
    internal void Post(in UsageRecord record)
    {
        lock (_gate)
        {
            if (_isCompleted || _waiting.Count >= _capacity)
            {
                _lost();
                return;
            }

            _waiting.Enqueue(record);
            _posted++;
            if (_isRunning)
            {
                Monitor.PulseAll(_gate);
                return;
            }

            _isRunning = true;
        }

        Start();
    }

    /// <summary>Waits until the sink has what waits for it now. Returns whether it does.</summary>
    internal bool Flush(TimeSpan timeout)
    {
        var clock = Stopwatch.StartNew();
        lock (_gate)
        {
            var target = _posted;
            while (_done < target)
            {
                var rest = timeout - clock.Elapsed;
                if (rest <= TimeSpan.Zero || !Monitor.Wait(_gate, rest))
                    return _done >= target;
            }

            return true;
        }
    }

    /// <summary>Takes no more records, and waits for those that are there; what is left at the end of the time is lost.</summary>
    internal void Complete(TimeSpan timeout)
    {
        lock (_gate)
            _isCompleted = true;
        if (Flush(timeout))
            return;

        lock (_gate)
        {
            for (; _waiting.Count > 0; _waiting.Dequeue())
                _lost();
        }
    }

    /// <summary>A thread, and not one of the pool: a sink may block for as long as it likes.</summary>
    private void Start()
    {
        // Unsafe: the thread must not inherit the operation in whose flow the first record is posted. What the sink does belongs to no run.
        new Thread(Run) { IsBackground = true, Name = "AgentTracing usage sink" }.UnsafeStart();
    }

    private void Run()
    {
        while (true)
        {
            UsageRecord record;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out record) && !WaitForMore(out record))
                {
                    _isRunning = false;
                    return;
                }
            }

            Deliver(in record);
            lock (_gate)
            {
                _done++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits a moment, so that a busy process does not start a thread for every record.</summary>
    private bool WaitForMore(out UsageRecord record)
    {
        var idle = TimeSpan.FromSeconds(2);
        var clock = Stopwatch.StartNew();
        while (!_waiting.TryDequeue(out record))
        {
            var rest = idle - clock.Elapsed;
            if (_isCompleted || rest <= TimeSpan.Zero)
                return false;
            Monitor.Wait(_gate, rest);
        }

        return true;
    }

    private void Deliver(in UsageRecord record)
    {
        try
        {
            Sink.Record(in record);
        }
        catch (Exception exception)
        {
            _lost();
            TelemetryFault.Report("hand a record to a usage sink", exception);
        }
    }
}
