namespace AgentTracing;

/// <summary>One execution of a tool. Span <c>execute_tool {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class ToolAttribute(string? name = null) : OperationAttribute(name);
