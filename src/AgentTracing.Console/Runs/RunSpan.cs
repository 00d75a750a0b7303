using System.Diagnostics;
using AgentTracing.Sdks;

namespace AgentTracing.Reporting;

/// <summary>The displayed data of a span, read from its attributes as a back end does.</summary>
internal sealed class RunSpan(Activity span)
{
    // https://opentelemetry.io/docs/specs/semconv/gen-ai/: span names, including that of the Model Context Protocol for tools.
    private static readonly string[] Operations =
        ["chat ", "text_completion ", "generate_content ", "embeddings ", "execute_tool ", NativeSources.McpToolCall, "invoke_agent ", "invoke_workflow ", "create_agent "];

    /// <summary>Id of the span.</summary>
    public ActivitySpanId Id => span.SpanId;

    /// <summary>Id of its parent span.</summary>
    public ActivitySpanId ParentId => span.ParentSpanId;

    /// <summary>Its start time.</summary>
    public DateTime Start => span.StartTimeUtc;

    /// <summary>Its duration.</summary>
    public TimeSpan Duration => span.Duration;

    /// <summary>Workflow, agent, task, tool, or the kind of model call; span if it is not an operation.</summary>
    public string Kind => Text("gen_ai.operation.name") switch
    {
        "invoke_workflow" => "workflow",
        "invoke_agent" => "agent",
        "execute_tool" => "tool",
        null when !IsOperation(span) => "span",
        null => "task",
        var operation => operation,
    };

    /// <summary>Name of the operation; for a model call, the model.</summary>
    public string Name => Model ?? (Kind is "span" or "task" ? span.DisplayName : span.DisplayName[(span.DisplayName.IndexOf(' ') + 1)..]);

    /// <summary>The requested model, else that of the response; null when the span is not a model call.</summary>
    public string? Model => IsLlmCall ? Text("gen_ai.request.model") ?? Text("gen_ai.response.model") : null;

    /// <summary>The provider of the model.</summary>
    public string? Provider => Text("gen_ai.provider.name");

    /// <summary>Whether the span is the model call.</summary>
    public bool IsLlmCall => Text("gen_ai.operation.name") is { } operation
        && (span.Kind == ActivityKind.Client ? operation is not "invoke_agent" : operation is "chat" or "text_completion" or "generate_content" or "embeddings");

    /// <summary>The enclosing agent.</summary>
    public string? Agent => Text("agent_tracing.agent.name") ?? Text("gen_ai.agent.name");

    /// <summary>The session.</summary>
    public string? Session => Text("session.id");

    /// <summary>Input tokens, cached ones included: of the call, or of all calls below.</summary>
    public long? InputTokens => Long("gen_ai.usage.input_tokens") ?? Long("agent_tracing.rollup.input_tokens");

    /// <summary>Output tokens: of the call, or of all calls below.</summary>
    public long? OutputTokens => Long("gen_ai.usage.output_tokens") ?? Long("agent_tracing.rollup.output_tokens");

    /// <summary>Input tokens read from the provider's cache; null unless there are any.</summary>
    public long? CachedTokens => Long("gen_ai.usage.cache_read.input_tokens");

    /// <summary>Cost in USD: of the call, or of all calls below that have a price. Null when there is none.</summary>
    public decimal? Cost => (decimal?)(Attribute("gen_ai.usage.cost") as double? ?? Attribute("agent_tracing.rollup.cost") as double?);

    /// <summary>Whether the call has usage but its model has no price.</summary>
    public bool IsUnpriced => Text("agent_tracing.cost.status") == "unpriced";

    /// <summary>The number of inner calls with usage but without a price.</summary>
    public long UnpricedCalls => Long("agent_tracing.rollup.unpriced_calls") ?? 0;

    /// <summary>Whether the call succeeded, but the service reported no usage.</summary>
    public bool HasNoUsage => IsLlmCall && !HasFailed && InputTokens is null;

    /// <summary>Whether the consumer of a stream left before its end.</summary>
    public bool IsIncomplete => Attribute("agent_tracing.stream.incomplete") is true;

    /// <summary>Whether the caller cancelled it.</summary>
    public bool IsCancelled => Attribute("agent_tracing.cancelled") is true;

    /// <summary>Whether an exception ended it.</summary>
    public bool HasFailed => ErrorType is not null;

    /// <summary>Type of the exception that ended it.</summary>
    public string? ErrorType => Text("error.type") ?? (span.Status == ActivityStatusCode.Error ? "error" : null);

    /// <summary>Message of the error.</summary>
    public string? ErrorMessage => span.StatusDescription;

    /// <summary>Additional notes of one or two words.</summary>
    public IEnumerable<string> Notes
    {
        get
        {
            if (HasNoUsage)
                yield return "no usage";
            if (UnpricedCalls > 0)
                yield return $"{UnpricedCalls} unpriced";
            if (IsIncomplete)
                yield return "left early";
            if (IsCancelled)
                yield return "cancelled";
            else if (HasFailed)
                yield return "ERROR";
        }
    }

    /// <summary>The call's usage; null when the service reported none.</summary>
    public TokenUsage? Usage
    {
        get
        {
            if (Long("gen_ai.usage.input_tokens") is not { } input)
                return null;

            var (read, write) = (CachedTokens ?? 0, Long("gen_ai.usage.cache_write.input_tokens") ?? 0);
            return new()
            {
                Input = input - read - write,
                CacheRead = read,
                CacheWrite = write,
                Output = Long("gen_ai.usage.output_tokens") ?? 0,
                Reasoning = Long("gen_ai.usage.reasoning.output_tokens") ?? 0,
            };
        }
    }

    /// <summary>An attribute that is text; null when there is none.</summary>
    public string? Text(string key) => Attribute(key) as string;

    /// <summary>Whether a span is an operation of an agent, of AgentTracing or of another library.</summary>
    internal static bool IsOperation(Activity span) => span.Source.Name == AgentTelemetry.SourceName || span.GetTagItem("gen_ai.operation.name") is string;

    /// <summary>
    /// Whether a span that has just started is an operation. Libraries set attributes after the start, but by the conventions the name
    /// begins with the operation.
    /// </summary>
    internal static bool StartsOperation(Activity span)
        => IsOperation(span) || Array.Exists(Operations, operation => span.OperationName.StartsWith(operation, StringComparison.Ordinal));

    private object? Attribute(string key) => span.GetTagItem(key);

    private long? Long(string key) => Attribute(key) switch
    {
        long value => value,
        int value => value,
        _ => null,
    };
}
