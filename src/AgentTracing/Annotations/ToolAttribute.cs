namespace AgentTracing;

/// <summary>One execution of a tool. Span <c>execute_tool {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class ToolAttribute(string? name = null) : OperationAttribute(name)
{
    /// <summary>
    /// What one execution costs, in USD, such as the fee of an API that it calls: added to the cost of the agents around it. Default: nothing is known.
    /// Tell what differs from execution to execution with <see cref="AgentTrace.RecordCost"/>.
    /// </summary>
    public double CostUsd { get; set; } = double.NaN;
}
