namespace AgentTracing;

/// <summary>An evaluation of quality. Span <c>{name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class EvaluatorAttribute(string? name = null) : OperationAttribute(name);
