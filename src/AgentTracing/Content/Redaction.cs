namespace AgentTracing;

/// <summary>
/// The one point through which texts go that may hold what the application works with, before they become telemetry. It fails closed: where it
/// cannot be told what a text would become, nothing of it goes out.
/// </summary>
internal static class Redaction
{
    /// <summary>What stands for a text that could not be redacted.</summary>
    internal const string Failed = "[redaction failed]";

    internal static bool IsOn => AgentTracingOptions.Current is { ScrubSecrets: true } or { Redact: not null };

    /// <summary>The text as it may go out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isSecret">Whether what it is called says that it is a secret as a whole.</param>
    internal static string Apply(string text, bool isSecret = false)
    {
        var options = AgentTracingOptions.Current;
        try
        {
            if (options.ScrubSecrets)
                text = isSecret ? SecretScrubber.Redacted : SecretScrubber.Scrub(text);
            return options.Redact is { } redact ? BoundedRedactor.Run(() => redact(text) ?? Failed, Failed) : text;
        }
        catch (Exception exception)
        {
            // The redactor's own message may hold the text.
            TelemetryFault.Report("redact a text", new InvalidOperationException($"The redactor threw {exception.GetType()}."));
            return Failed;
        }
    }
}
