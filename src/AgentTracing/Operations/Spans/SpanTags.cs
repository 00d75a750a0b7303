using System.Diagnostics;

namespace AgentTracing;

/// <summary>
/// Sets attributes of a span. Existing ones are replaced; while only our code has set attributes, no search is needed.
/// </summary>
internal readonly struct SpanTags
{
    private readonly Activity _activity;

    /// <summary>The attributes of a span.</summary>
    /// <param name="activity">The span.</param>
    /// <param name="created">The number of attributes that we created the span with; attributes set here must not be among them.</param>
    internal SpanTags(Activity activity, int created = -1)
    {
        _activity = activity;
        var count = 0;
        if (created >= 0)
        {
            foreach (ref readonly var _ in activity.EnumerateTagObjects())
                count++;
        }

        AreOurs = count == created;
    }

    /// <summary>Whether only our code has set attributes: the span has only those of its creation.</summary>
    internal bool AreOurs { get; }

    /// <summary>Sets an attribute.</summary>
    internal void Set(string key, object value)
    {
        if (AreOurs)
            _activity.AddTag(key, value);
        else
            _activity.SetTag(key, value);
    }

    /// <summary>Sets a count.</summary>
    internal void Set(string key, long count) => Set(key, Boxed.Of(count));

    /// <summary>Sets an attribute if the text is not null.</summary>
    internal void SetIfAny(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            Set(key, value);
    }

    /// <summary>Sets a count if it is not zero.</summary>
    internal void SetIfPositive(string key, long value)
    {
        if (value > 0)
            Set(key, value);
    }
}
