using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <content>The end of an operation: it is recorded once, the caller's context is restored, and the span stops.</content>
public sealed partial class Operation
{
    private void Record()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        var elapsed = Stopwatch.GetElapsedTime(_started);
        try
        {
            OperationRecorder.Record(this, elapsed);
            EndSpan(elapsed);
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("record an operation", exception);
        }
        finally
        {
            Budget?.Close();
        }
    }

    /// <summary>
    /// Sets the duration of the span to that of the metrics, so the clock is not read again. A span with events ends when it stops, because its
    /// events are later than the work.
    /// </summary>
    private void EndSpan(TimeSpan elapsed)
    {
        if (!_isOuterSpan && Activity is { IsStopped: false, Duration.Ticks: 0 } span && !span.EnumerateEvents().MoveNext())
            span.SetEndTime(span.StartTimeUtc + elapsed);
    }

    /// <summary>
    /// Restores the caller's context first, so stopping the span does not change it. The root span of a trace, however, does not store the
    /// caller's context.
    /// </summary>
    private void ReturnAndStop()
    {
        if (_beganTrace)
        {
            Stop();
            _caller.Return(_outer, Outside);
            return;
        }

        _caller.Return(_outer, Outside);
        Stop();
    }

    private void Stop()
    {
        if (_isOuterSpan)
            return;

        try
        {
            Activity?.Stop();
        }
        catch (Exception exception)
        {
            TelemetryFault.Report("stop a span", exception);
        }
    }

    /// <summary>
    /// Whether the caller cancelled, as opposed to an inner timeout: a token of this or an enclosing operation is cancelled. Without a
    /// caller's token, a timeout is a failure.
    /// </summary>
    private bool IsCancellationByCaller(Exception exception) => exception is OperationCanceledException && IsCancellationRequested;

    /// <summary>Whether a caller's token, of this or an enclosing operation, is cancelled.</summary>
    internal bool IsCancellationRequested
    {
        get
        {
            for (var operation = this; operation is not null; operation = operation.Parent)
            {
                if (operation._cancellationToken.IsCancellationRequested || operation._extras?.Enumeration.IsCancellationRequested == true)
                    return true;
            }

            return false;
        }
    }
}
