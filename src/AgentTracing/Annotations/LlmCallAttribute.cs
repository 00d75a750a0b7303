namespace AgentTracing;

/// <summary>
/// One logical call of a language model, retries included. Span <c>chat {model}</c> (or another operation), with token usage and cost.
/// </summary>
/// <param name="name">Name of the operation; default: the method's name without <c>Async</c>.</param>
public sealed class LlmCallAttribute(string? name = null) : OperationAttribute(name)
{
    /// <summary>Id of the requested model, as the provider spells it (<c>gen_ai.request.model</c>).</summary>
    public string? Model { get; set; }

    /// <summary>
    /// Provider as OpenTelemetry names it (<c>gen_ai.provider.name</c>): <c>openai</c>, <c>anthropic</c>, <c>azure.ai.openai</c>, ...
    /// </summary>
    public string? Provider { get; set; }

    /// <summary>The kind of request (<c>gen_ai.operation.name</c>).</summary>
    public LlmOperation Operation { get; set; }
}
