namespace AgentTracing;

/// <summary>One run of an agent. Span <c>invoke_agent {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class AgentAttribute(string? name = null) : RunAttribute(name);
