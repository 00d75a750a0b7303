using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AgentTracing.Backends;

/// <summary>
/// Settings by the names of vendors' environment variables: from the application's configuration if there is one, which includes the
/// environment, else from the environment. A setting that cannot be parsed is reported and ignored.
/// </summary>
internal readonly struct Settings(IConfiguration? configuration)
{
    internal string? Text(string name)
    {
        var text = configuration?[name] ?? Environment.GetEnvironmentVariable(name);
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal Uri? Url(string name) => Read(name, static (text, out url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && url.Scheme is "http" or "https", "an absolute http or https address", out Uri url) ? url : null;

    internal bool? Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null => null,
        "false" or "0" or "no" or "off" => false,
        _ => true,
    };

    internal int? Count(string name) => Read(name, static (text, out count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0, "a whole number above zero", out int count) ? count : null;

    internal TimeSpan? Seconds(string name) => Read(name, static (text, out seconds) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds) && seconds is > 0 and < 3600, "a number of seconds", out double seconds)
        ? TimeSpan.FromSeconds(seconds)
        : null;

    /// <summary>Reads <c>key=value</c> pairs, separated by commas and percent-encoded, like OTLP's header variables.</summary>
    internal void AddHeaders(string name, IDictionary<string, string> headers)
    {
        foreach (var pair in (Text(name) ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at)
                headers[Uri.UnescapeDataString(pair[..at].Trim())] = Uri.UnescapeDataString(pair[(at + 1)..].Trim());
            else
                BackendsEventSource.Log.UnreadableSetting(name, "key=value pairs separated by commas");
        }
    }

    private bool Read<T>(string name, TryParse<T> parse, string expected, out T value)
    {
        value = default!;
        if (Text(name) is not { } text)
            return false;
        if (parse(text, out value))
            return true;

        BackendsEventSource.Log.UnreadableSetting(name, expected);
        return false;
    }

    private delegate bool TryParse<T>(string text, out T value);
}
