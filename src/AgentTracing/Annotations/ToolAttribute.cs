namespace AgentTracing;

/// <summary>One execution of a tool. Span <c>execute_tool {name}</c>.</summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class ToolAttribute(string? name = null) : OperationAttribute(name)
{
    /// <summary>
    /// Cost of one execution in USD, such as the fee of an API that it calls. It is added to the cost of the enclosing agents. Default: no
    /// cost is known. Record costs that vary with <see cref="AgentTrace.RecordCost"/>.
    /// </summary>
    public double CostUsd { get; set; } = double.NaN;
}
