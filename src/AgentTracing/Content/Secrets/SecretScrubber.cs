namespace AgentTracing;

/// <summary>
/// Replaces secrets in texts: keys of published formats, values with names of secrets, credentials in headers, addresses and command lines,
/// private keys, and payment card numbers. It recognizes formats, not meanings; use <see cref="AgentTracingOptions.Redact"/> for secrets of
/// the application. Its time is linear in the length of the text.
/// </summary>
internal static class SecretScrubber
{
    /// <summary>Replaces a secret.</summary>
    internal const string Redacted = "[redacted]";

    internal static string Scrub(string text) => Scrub(text, out _);

    /// <summary>The text without its secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="steps">The number of examined characters.</param>
    internal static string Scrub(string text, out long steps)
    {
        var secrets = new SecretText(text);
        KeyShapes.Mark(secrets);
        KeyFormats.Mark(secrets);
        NamedValues.Mark(secrets);
        Addresses.Mark(secrets);
        Credentials.Mark(secrets);
        CardNumbers.Mark(secrets);
        steps = secrets.Steps;
        return secrets.Redacted(Redacted);
    }

    /// <summary>Whether a value under a name is a secret.</summary>
    internal static bool IsSecret(string name, string value) => SecretNames.Of(name) switch
    {
        NameStrength.None => false,
        NameStrength.Cookie => value.Contains('=', StringComparison.Ordinal),
        NameStrength.Authorization => SecretValues.IsSecret(value, NameStrength.Medium, ValuePlace.Given),
        var strength => SecretValues.IsSecret(value, strength, ValuePlace.Given),
    };
}
