namespace AgentTracing;

/// <summary>The parameter is the id of the session: <c>session.id</c> on the span and on every span inside it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SessionIdAttribute : Attribute;
