namespace AgentTracing;

/// <summary>
/// The single entry point for redacting texts that may contain application data, before they become telemetry. It fails closed: if
/// redaction fails, nothing of the text is emitted.
/// </summary>
internal static class Redaction
{
    /// <summary>Replaces a text that could not be redacted.</summary>
    internal const string Failed = "[redaction failed]";

    internal static bool IsOn => AgentTracingOptions.Current is { ScrubSecrets: true } or { Redact: not null };

    /// <summary>Redacts a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isSecret">Whether its name identifies the whole text as a secret.</param>
    internal static string Apply(string text, bool isSecret = false)
    {
        var options = AgentTracingOptions.Current;
        try
        {
            if (options.ScrubSecrets)
                text = isSecret ? SecretScrubber.Redacted : SecretScrubber.Scrub(text);
            return options.Redact is { } redact ? BoundedRedactor.Run((redact, text), static on => on.redact(on.text) ?? Failed, Failed) : text;
        }
        catch (Exception exception)
        {
            // The redactor's exception message may contain the text.
            TelemetryFault.Report("redact a text", new InvalidOperationException($"The redactor threw {exception.GetType()}."));
            return Failed;
        }
    }
}
