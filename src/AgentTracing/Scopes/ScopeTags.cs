using AgentTracing.Conventions;

namespace AgentTracing;

/// <summary>The span attributes of a scope.</summary>
internal static class ScopeTags
{
    internal static IEnumerable<KeyValuePair<string, object>> Of(TraceScope scope)
    {
        if (!string.IsNullOrEmpty(scope.UserId))
            yield return new(GenAIAttributes.UserId, scope.UserId);
        if (!string.IsNullOrEmpty(scope.SessionId))
            yield return new(GenAIAttributes.SessionId, scope.SessionId);
        var conversation = scope.ConversationId is null or "" && AgentTracingOptions.Current.SessionIsConversation ? scope.SessionId : scope.ConversationId;
        if (!string.IsNullOrEmpty(conversation))
            yield return new(GenAIAttributes.ConversationId, conversation);
        if (!string.IsNullOrEmpty(scope.Version))
            yield return new(AgentTracingAttributes.ScopeVersion, scope.Version);
        if (!string.IsNullOrEmpty(scope.Environment))
            yield return new(GenAIAttributes.EnvironmentName, scope.Environment);
        if (scope.Tags.Length > 0)
            yield return new(AgentTracingAttributes.ScopeTags, scope.Tags);
        foreach (var (key, value) in scope.Metadata)
            yield return new(AgentTracingAttributes.ScopeMetadataPrefix + key, value);
    }
}
