namespace AgentTracing;

/// <summary>A check that lets something pass or blocks it. Span <c>{name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class GuardrailAttribute(string? name = null) : OperationAttribute(name);
