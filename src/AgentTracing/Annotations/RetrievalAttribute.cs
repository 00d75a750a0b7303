namespace AgentTracing;

/// <summary>One retrieval from a data source; the name is the source's. Span <c>retrieval {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class RetrievalAttribute(string? name = null) : OperationAttribute(name);
