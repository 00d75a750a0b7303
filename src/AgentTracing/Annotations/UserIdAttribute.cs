namespace AgentTracing;

/// <summary>The parameter is the id of the end user: <c>user.id</c> on the span and on every span inside it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UserIdAttribute : Attribute;
