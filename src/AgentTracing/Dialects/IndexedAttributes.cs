using System.Diagnostics;

namespace AgentTracing;

/// <summary>Numbered attributes: at most as many are set as exporters keep.</summary>
internal sealed class IndexedAttributes(Activity activity)
{
    /// <summary>Maximum number of span attributes in the OpenTelemetry SDK, by default (OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT).</summary>
    private const int Limit = 128;

    private readonly int _maxLength = AgentTracingOptions.Current.ContentLimit;
    private int _count = activity.TagObjects.Count();

    /// <summary>Sets an attribute if the value is not null.</summary>
    internal void Set(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Add(key, ContentJson.FitText(value, _maxLength));
    }

    /// <summary>Sets an attribute if the value is not null.</summary>
    internal void Set(string key, double? value)
    {
        if (value is { } number)
            Add(key, number);
    }

    private void Add(string key, object value)
    {
        if (_count >= Limit)
            return;

        activity.SetTag(key, value);
        _count++;
    }
}
