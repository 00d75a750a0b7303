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
        if (!string.IsNullOrEmpty(scope.ConversationId))
            yield return new(GenAIAttributes.ConversationId, scope.ConversationId);
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
