using System.Diagnostics;

namespace AgentTracing;

/// <summary>Passes records to one sink, on a dedicated thread that runs while records wait.</summary>
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

    /// <summary>Creates a queue.</summary>
    /// <param name="sink">Receives the records.</param>
    /// <param name="capacity">Maximum number of waiting records.</param>
    /// <param name="lost">Counts a lost record.</param>
    internal UsageSinkQueue(IUsageSink sink, int capacity, Action lost)
    {
        Sink = sink;
        _capacity = Math.Max(1, capacity);
        _lost = lost;
    }

    internal IUsageSink Sink { get; }

    /// <summary>The number of times the sink was added. Guarded by the lock of the sinks.</summary>
    internal int Registrations { get; set; } = 1;

    /// <summary>Enqueues a record for the sink; it is lost when the queue is full.</summary>
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

    /// <summary>Waits until the sink has processed the current queue. Returns whether it has.</summary>
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

    /// <summary>Accepts no more records, and waits for the queue; records that are left after the timeout are lost.</summary>
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

    /// <summary>Uses a dedicated thread, not the pool, because a sink may block.</summary>
    private void Start()
    {
        // Unsafe: the thread must not inherit the current operation, because the sink's work belongs to no run.
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
            TelemetryFault.Report("pass a record to a usage sink", exception);
        }
    }
}
