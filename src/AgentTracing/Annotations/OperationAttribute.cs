namespace AgentTracing;

/// <summary>
/// Base of the attributes that turn a partial method into a traced operation.
/// </summary>
/// <remarks>
/// <c>XCore</c> implements the method <c>X</c>, and <c>XCoreAsync</c> implements <c>XAsync</c>, in the same type and with the same
/// signature; <see cref="Implementation"/> names another method. The generator writes the annotated method: it starts the span, calls the
/// implementation, records the outcome, and returns.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = false, Inherited = false)]
public abstract class OperationAttribute : Attribute
{
    private protected OperationAttribute(string? name) => Name = name;

    /// <summary>Name of the operation in traces and metrics. Default: the method's name without <c>Async</c>.</summary>
    public string? Name { get; }

    /// <summary>Version of the operation, as <c>gen_ai.agent.version</c> on the spans of agents.</summary>
    public string? Version { get; set; }

    /// <summary>A description for readers: <c>gen_ai.agent.description</c> or <c>gen_ai.tool.description</c>.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Whether the input and output of the operation are captured, and where. Default: the settings (<c>AgentTracingOptions.Content</c>).
    /// </summary>
    public ContentCapture Content { get; set; }

    /// <summary>
    /// Name of the method that implements the operation, if it does not follow the <c>XCore</c> / <c>XCoreAsync</c> convention.
    /// </summary>
    public string? Implementation { get; set; }
}
