using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AgentTracing.Backends;

/// <summary>
/// Reports each kind of fault of a back end once, with a remedy, because users turn off a log that repeats them with every batch.
/// </summary>
internal sealed partial class Faults(BackendOptions options, ILogger? logger)
{
    private readonly HashSet<string> _told = [];

    /// <summary>Reports an HTTP status that is not a success.</summary>
    internal void Report(Uri? endpoint, int status)
    {
        var advice = status switch
        {
            401 or 403 => options.KeyAdvice,
            404 or 405 => "There is no such end point: check the address, without a path of the API",
            413 => "The batch is too large: lower MaxBatchSize, or capture less content",
            415 => "The server does not accept OTLP in protobuf: check the address and the protocol",
            429 => "It limits the rate: batches are sent again when it allows it, until their timeout, and then dropped",
            >= 500 => "The server failed: batches are sent again if its response allows it, until their timeout, and then dropped",
            _ => "It refuses the batch, which is dropped",
        };
        ReportOnce(status.ToString(CultureInfo.InvariantCulture), $"{Describe(endpoint)} returned {status}. {advice}.");
    }

    /// <summary>Reports that there was no response.</summary>
    internal void Report(Uri? endpoint, Exception exception)
    {
        var (kind, what) = exception is OperationCanceledException or TimeoutException
            ? ("timeout", "did not respond in time")
            : ("unreachable", $"cannot be reached ({exception.Message})");
        ReportOnce(kind, $"{Describe(endpoint)} {what}. Check the address, and that the server runs; batches are sent again until their timeout, and then dropped.");
    }

    /// <summary>Reports a fault, unless one of its kind was reported before.</summary>
    internal void ReportOnce(string kind, string message)
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

    // Without query and user information, which may contain keys.
    private static string Describe(Uri? endpoint) => endpoint is null ? "The end point" : endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    [LoggerMessage(1, LogLevel.Error, "{Backend}: {Message}", EventName = "agent_tracing.backend.fault")]
    private static partial void BackendFault(ILogger logger, string backend, string message);
}
