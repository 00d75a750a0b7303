using System.Diagnostics;

namespace AgentTracing.CompilerServices;

/// <content>How an operation ends: it is recorded once, the caller gets its context back, and the span stops.</content>
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
    /// Gives the span the duration that the metrics have, so that the clock is not read again for it. One with events ends when it stops: they came after the
    /// work.
    /// </summary>
    private void EndSpan(TimeSpan elapsed)
    {
        if (!_isOuterSpan && Activity is { IsStopped: false, Duration.Ticks: 0 } span && !span.EnumerateEvents().MoveNext())
            span.SetEndTime(span.StartTimeUtc + elapsed);
    }

    /// <summary>
    /// Gives the caller its context back first, so that stopping the span has no context left to change; but the span that began a trace has
    /// forgotten the caller's.
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
    /// Tells a cancellation by the caller from a timeout inside: a token that the caller gave, to this operation or to one around it, was
    /// cancelled. Where no caller gave one, what ran out of time has failed.
    /// </summary>
    private bool IsCancellationByCaller(Exception exception) => exception is OperationCanceledException && IsCancellationRequested;

    /// <summary>Whether a token that a caller gave, to this operation or to one around it, was cancelled.</summary>
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
