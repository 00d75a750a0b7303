namespace AgentTracing;

/// <summary>
/// Runs the application's redactor so that it cannot hold up an operation: on a thread of the pool, for a second at most. While a call is late,
/// no other call waits: texts fail at once until the late call has returned.
/// </summary>
internal static class BoundedRedactor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static int _late;

    [ThreadStatic]
    private static bool _isInside;

    /// <summary>Runs what calls the redactor, once or many times; directly where there is none, or where a call around it is bounded already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="failed">The result where it is not done in time.</param>
    internal static T Run<T>(Func<T> work, T failed)
    {
        if (_isInside || AgentTracingOptions.Current.Redact is null)
            return work();
        if (Volatile.Read(ref _late) > 0)
            return failed;

        var task = Task.Run(() => Inside(work));
        if (Task.WaitAny([task], Limit) == 0)
            return task.GetAwaiter().GetResult();

        Interlocked.Increment(ref _late);
        task.ContinueWith(static _ => Interlocked.Decrement(ref _late), TaskScheduler.Default);
        TelemetryFault.Report("redact a text", new TimeoutException($"The redactor takes longer than {Limit.TotalSeconds} s. Until it returns, no text is recorded."));
        return failed;
    }

    private static T Inside<T>(Func<T> work)
    {
        _isInside = true;
        try
        {
            return work();
        }
        finally
        {
            _isInside = false;
        }
    }
}
