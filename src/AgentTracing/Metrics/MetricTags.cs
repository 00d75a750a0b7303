using AgentTracing.Conventions;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace AgentTracing;

/// <summary>Creates the attributes of metrics.</summary>
internal static class MetricTags
{
    /// <summary>The attributes with a value.</summary>
    internal static Tag[] Present(params ReadOnlySpan<Tag> tags)
    {
        var present = new List<Tag>(tags.Length);
        foreach (var tag in tags)
        {
            if (tag.Value is not null)
                present.Add(tag);
        }

        return [.. present];
    }

    /// <summary>The attributes of an operation that may have failed.</summary>
    internal static Tag[] WithError(Tag[] tags, string? errorType)
        => errorType is null ? tags : [.. tags, new(GenAIAttributes.ErrorType, errorType)];
}
