using System.Globalization;

namespace AgentTracing;

/// <summary>Content settings from the environment.</summary>
internal static class ContentSettings
{
    /// <summary>Environment variable for the destination of content, with the values of OpenTelemetry's instrumentations.</summary>
    internal const string Variable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    /// <summary>
    /// The limits at which the OpenTelemetry SDK truncates attributes, even in the middle of their JSON; the one for spans takes
    /// precedence.
    /// </summary>
    private static readonly string[] LimitVariables = ["OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT"];

    /// <summary>The length at which the SDK truncates attributes, read at the start of the process; null when there is none.</summary>
    internal static int? AttributeLimit { get; } = ReadAttributeLimit();

    internal static ContentCapture FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Reads a setting. An unknown value is reported, and captures nothing.</summary>
    internal static ContentCapture Parse(string? setting)
    {
        switch ((setting ?? string.Empty).Trim().ToLowerInvariant())
        {
            case "" or "false" or "0" or "none" or "no_content":
                return ContentCapture.None;
            case "true" or "1" or "span" or "span_only":
                return ContentCapture.Span;
            case "event" or "event_only":
                return ContentCapture.Event;
            case "span_and_event":
                return ContentCapture.Span | ContentCapture.Event;
            default:
                AgentTracingEventSource.Log.UnknownContentCapture(setting!, Variable);
                return ContentCapture.None;
        }
    }

    private static int? ReadAttributeLimit()
    {
        foreach (var variable in LimitVariables)
        {
            if (int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
                return limit;
        }

        return null;
    }
}
