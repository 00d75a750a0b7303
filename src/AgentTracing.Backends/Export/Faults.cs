using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AgentTracing.Backends;

/// <summary>
/// Tells the faults of one back end, each kind once, with what to do about it: a log that repeats them with every batch is switched off before it
/// is read.
/// </summary>
internal sealed partial class Faults(BackendOptions options, ILogger? logger)
{
    private readonly HashSet<string> _told = [];

    /// <summary>Tells of an answer that is no success.</summary>
    internal void Report(Uri? endpoint, int status)
    {
        var advice = status switch
        {
            401 or 403 => options.KeyAdvice,
            404 or 405 => "Nothing answers there: check the address, without a path of the API",
            413 => "The batch is too large: lower MaxBatchSize, or capture less content",
            415 => "What answers there does not take OTLP in protobuf: check the address and the protocol",
            429 => "It limits the rate: batches are sent again when it says, as long as their timeout lasts, then dropped",
            >= 500 => "It fails by itself: batches are sent again where its answer allows it, as long as their timeout lasts, then dropped",
            _ => "It refuses what it is sent, which is dropped",
        };
        Tell(status.ToString(CultureInfo.InvariantCulture), $"{Describe(endpoint)} answered {status}. {advice}.");
    }

    /// <summary>Tells that no answer came.</summary>
    internal void Report(Uri? endpoint, Exception exception)
    {
        var (kind, what) = exception is OperationCanceledException or TimeoutException
            ? ("timeout", "did not answer in time")
            : ("unreachable", $"cannot be reached ({exception.Message})");
        Tell(kind, $"{Describe(endpoint)} {what}. Check the address, and that it runs; batches are sent again as long as their timeout lasts, then dropped.");
    }

    /// <summary>Reports a fault, unless one of its kind was reported before.</summary>
    internal void Tell(string kind, string message)
    {
        lock (_told)
        {
            if (!_told.Add(kind))
                return;
        }

        BackendsEventSource.Log.Fault(options.Name, message);
        if (logger is not null)
            BackendFault(logger, options.Name, message);
    }

    // Neither query nor user information, where keys may be.
    private static string Describe(Uri? endpoint) => endpoint is null ? "The end point" : endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    [LoggerMessage(1, LogLevel.Error, "{Backend}: {Message}", EventName = "agent_tracing.backend.fault")]
    private static partial void BackendFault(ILogger logger, string backend, string message);
}
