namespace AgentTracing;

/// <summary>
/// Takes secrets out of texts: keys of published forms, values that are named as secrets, credentials of headers, addresses and command lines, private
/// keys, and numbers of payment cards. It knows forms, not meanings: what a secret of the application's own looks like,
/// <see cref="AgentTracingOptions.Redact"/> can be told. It takes time in proportion to the text.
/// </summary>
internal static class SecretScrubber
{
    /// <summary>What stands for a secret.</summary>
    internal const string Redacted = "[redacted]";

    internal static string Scrub(string text) => Scrub(text, out _);

    /// <summary>The text without its secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="steps">How many letters were looked at.</param>
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
