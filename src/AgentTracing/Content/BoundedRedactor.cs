namespace AgentTracing;

/// <summary>
/// Runs the application's redactor so that it cannot block an operation: on a pool thread, for at most a second. While a call exceeds that
/// time, other texts fail at once until it returns.
/// </summary>
internal static class BoundedRedactor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static int _late;

    [ThreadStatic]
    private static bool _isInside;

    /// <summary>Runs code that calls the redactor; directly if there is no redactor, or if an enclosing call is already bounded.</summary>
    /// <param name="on">The argument of the work.</param>
    /// <param name="work">The work.</param>
    /// <param name="failed">The result if it does not finish in time.</param>
    internal static T Run<TOn, T>(TOn on, Func<TOn, T> work, T failed)
        => _isInside || AgentTracingOptions.Current.Redact is null ? work(on) : RunBounded(on, work, failed);

    private static T RunBounded<TOn, T>(TOn on, Func<TOn, T> work, T failed)
    {
        if (Volatile.Read(ref _late) > 0)
            return failed;

        var task = Task.Run(() => Inside(on, work));
        if (Task.WaitAny([task], Limit) == 0)
            return task.GetAwaiter().GetResult();

        Interlocked.Increment(ref _late);
        task.ContinueWith(static _ => Interlocked.Decrement(ref _late), TaskScheduler.Default);
        TelemetryFault.Report("redact a text", new TimeoutException($"The redactor takes longer than {Limit.TotalSeconds} s. Until it returns, no text is recorded."));
        return failed;
    }

    private static T Inside<TOn, T>(TOn on, Func<TOn, T> work)
    {
        _isInside = true;
        try
        {
            return work(on);
        }
        finally
        {
            _isInside = false;
        }
    }
}
