namespace AgentTracing;

/// <summary>User, session, conversation, tags and metadata of every span inside a scope. Immutable.</summary>
internal sealed class TraceScope
{
    internal string? UserId { get; init; }

    internal string? SessionId { get; init; }

    internal string? ConversationId { get; init; }

    internal string? Version { get; init; }

    internal string? Environment { get; init; }

    /// <summary>The agent of the calling process, if it sent its name.</summary>
    internal string? CallingAgent { get; init; }

    /// <summary>The name of the trace, if the calling process sent it.</summary>
    internal string? TraceName { get; init; }

    /// <summary>The prompt of the model calls inside.</summary>
    internal PromptLink? Prompt { get; init; }

    internal string[] Tags { get; init; } = [];

    internal KeyValuePair<string, string>[] Metadata { get; init; } = [];

    /// <summary>
    /// Merges <paramref name="inner"/> into <paramref name="outer"/>: tags and metadata are merged, other values override.
    /// </summary>
    internal static TraceScope Merge(TraceScope? outer, TraceScope inner) => outer is null ? inner : new TraceScope
    {
        UserId = inner.UserId ?? outer.UserId,
        SessionId = inner.SessionId ?? outer.SessionId,
        ConversationId = inner.ConversationId ?? outer.ConversationId,
        Version = inner.Version ?? outer.Version,
        Environment = inner.Environment ?? outer.Environment,
        CallingAgent = inner.CallingAgent ?? outer.CallingAgent,
        TraceName = inner.TraceName ?? outer.TraceName,
        Prompt = inner.Prompt ?? outer.Prompt,
        Tags = inner.Tags.Length == 0 ? outer.Tags : [.. outer.Tags.Union(inner.Tags, StringComparer.Ordinal)],
        Metadata = MergeMetadata(outer.Metadata, inner.Metadata),
    };

    private static KeyValuePair<string, string>[] MergeMetadata(KeyValuePair<string, string>[] outer, KeyValuePair<string, string>[] inner)
        => inner.Length == 0
            ? outer
            : [.. outer.Where(pair => !inner.Any(other => string.Equals(other.Key, pair.Key, StringComparison.Ordinal))), .. inner];
}
