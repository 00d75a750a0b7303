using AgentTracing.CompilerServices;

namespace AgentTracing;

/// <summary>The operation and scope around the running code. Every member does nothing, at no cost worth naming, where nobody listens.</summary>
public static class AgentTrace
{
    /// <summary>
    /// Opens a scope: every span inside says whose it is and to what it belongs. Scopes nest: tags and metadata merge, the rest overrides. A
    /// scope ends when it is disposed, in any order and on any thread, and never leaks to siblings.
    /// </summary>
    /// <param name="userId">Id of the end user, <c>user.id</c>.</param>
    /// <param name="sessionId">Id of the session, <c>session.id</c>.</param>
    /// <param name="conversationId">Id of the conversation, <c>gen_ai.conversation.id</c>; only a real one, never an invented one.</param>
    /// <param name="tags">Tags, <c>agent_tracing.tags</c>.</param>
    /// <param name="metadata">Metadata, <c>agent_tracing.metadata.{key}</c>.</param>
    /// <param name="version">Version of the application, <c>agent_tracing.version</c>.</param>
    /// <param name="environment">Where it runs, <c>deployment.environment.name</c>.</param>
    /// <returns>The scope, to be disposed.</returns>
    public static IDisposable BeginScope(
        string? userId = null,
        string? sessionId = null,
        string? conversationId = null,
        IEnumerable<string>? tags = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        string? version = null,
        string? environment = null)
        => ScopeHandle.Open(new TraceScope
        {
            UserId = userId,
            SessionId = sessionId,
            ConversationId = conversationId,
            Tags = tags is null ? [] : [.. tags.Distinct(StringComparer.Ordinal)],
            Metadata = metadata is null ? [] : [.. metadata],
            Version = version,
            Environment = environment,
        });

    /// <summary>Sets an attribute of the innermost operation's span.</summary>
    /// <param name="key">Name of the attribute.</param>
    /// <param name="value">Its value; null removes it.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is null or empty.</exception>
    public static void SetTag(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (AmbientContext.Current?.Operation?.Activity is { } activity)
            activity.SetTag(key, value is null ? null : TagValue.Of(value));
    }

    /// <summary>
    /// Records what a call of a model consumed, where its result does not say so itself. Inside an <see cref="LlmCallAttribute"/> method it
    /// belongs to that call, and goes before what the result says; several records add up. Anywhere else it counts as a call without a span, in
    /// metrics and in the roll-up of the agents around it.
    /// </summary>
    /// <param name="usage">The usage.</param>
    /// <param name="model">The model that answered.</param>
    /// <param name="provider">The provider, as OpenTelemetry names it.</param>
    public static void RecordUsage(in TokenUsage usage, string? model = null, string? provider = null)
    {
        if (!AgentTelemetry.IsEnabled)
            return;

        var operation = AmbientContext.Current?.Operation;
        if (EnclosingCall(operation) is { } call)
            call.RecordUsage(new(usage, model, provider));
        else
            UsageWithoutCall.Record(operation, usage, model, provider);
    }

    private static LlmCall? EnclosingCall(Operation? operation)
    {
        while (operation is { Llm: null, RollUp: null, Descriptor.Kind: not OperationKind.Tool })
            operation = operation.Parent;
        return operation?.Llm;
    }
}
