namespace AgentTracing;

/// <summary>A workflow: the coordination of several agents or steps. Span <c>invoke_workflow {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class WorkflowAttribute(string? name = null) : RunAttribute(name);
