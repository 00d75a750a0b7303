namespace AgentTracing;

/// <summary>A named step inside a workflow or an agent. Span <c>{name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class AgentTaskAttribute(string? name = null) : RunAttribute(name);
