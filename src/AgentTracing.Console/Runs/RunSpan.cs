using System.Diagnostics;

namespace AgentTracing.Reporting;

/// <summary>What is shown of a span, read from its attributes as any back end reads them.</summary>
internal sealed class RunSpan(Activity span)
{
    // https://opentelemetry.io/docs/specs/semconv/gen-ai/: names of spans, with the Model Context Protocol's own for tools.
    private static readonly string[] Operations =
        ["chat ", "text_completion ", "generate_content ", "embeddings ", "execute_tool ", "tools/call ", "invoke_agent ", "invoke_workflow ", "create_agent "];

    /// <summary>Id of the span.</summary>
    public ActivitySpanId Id => span.SpanId;

    /// <summary>Id of its parent span.</summary>
    public ActivitySpanId ParentId => span.ParentSpanId;

    /// <summary>When it began.</summary>
    public DateTime Start => span.StartTimeUtc;

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => span.Duration;

    /// <summary>Workflow, agent, task, tool, what a model was asked to do; or span, where it is no operation.</summary>
    public string Kind => Text("gen_ai.operation.name") switch
    {
        "invoke_workflow" => "workflow",
        "invoke_agent" => "agent",
        "execute_tool" => "tool",
        null when !IsOperation(span) => "span",
        null => "task",
        var operation => operation,
    };

    /// <summary>Name of the operation; of a model's call, the model.</summary>
    public string Name => Model ?? (Kind is "span" or "task" ? span.DisplayName : span.DisplayName[(span.DisplayName.IndexOf(' ') + 1)..]);

    /// <summary>The requested model, or else the one that answered; null when the span is no call of one.</summary>
    public string? Model => IsLlmCall ? Text("gen_ai.request.model") ?? Text("gen_ai.response.model") : null;

    /// <summary>Who serves the model.</summary>
    public string? Provider => Text("gen_ai.provider.name");

    /// <summary>Whether the span is the model call.</summary>
    public bool IsLlmCall => Text("gen_ai.operation.name") is { } operation
        && (span.Kind == ActivityKind.Client ? operation is not "invoke_agent" : operation is "chat" or "text_completion" or "generate_content" or "embeddings");

    /// <summary>The agent around the span.</summary>
    public string? Agent => Text("agent_tracing.agent.name") ?? Text("gen_ai.agent.name");

    /// <summary>Whose session it is.</summary>
    public string? Session => Text("session.id");

    /// <summary>Input tokens, cached ones included: of the call, or of all calls below.</summary>
    public long? InputTokens => Long("gen_ai.usage.input_tokens") ?? Long("agent_tracing.rollup.input_tokens");

    /// <summary>Output tokens: of the call, or of all calls below.</summary>
    public long? OutputTokens => Long("gen_ai.usage.output_tokens") ?? Long("agent_tracing.rollup.output_tokens");

    /// <summary>Input tokens read from the provider's cache; null unless there are any.</summary>
    public long? CachedTokens => Long("gen_ai.usage.cache_read.input_tokens");

    /// <summary>Cost in USD: of the call, or of all calls below that have a price. Null where there is none.</summary>
    public decimal? Cost => (decimal?)(Attribute("gen_ai.usage.cost") as double? ?? Attribute("agent_tracing.rollup.cost") as double?);

    /// <summary>Whether the call has usage and its model has no price.</summary>
    public bool IsUnpriced => Text("agent_tracing.cost.status") == "unpriced";

    /// <summary>How many calls below have usage and no price.</summary>
    public long UnpricedCalls => Long("agent_tracing.rollup.unpriced_calls") ?? 0;

    /// <summary>Whether the call succeeded, and the service did not say what it used.</summary>
    public bool HasNoUsage => IsLlmCall && !HasFailed && InputTokens is null;

    /// <summary>Whether the reader of a stream left before its end.</summary>
    public bool IsIncomplete => Attribute("agent_tracing.stream.incomplete") is true;

    /// <summary>Whether the caller gave up.</summary>
    public bool IsCancelled => Attribute("agent_tracing.cancelled") is true;

    /// <summary>Whether an exception ended it.</summary>
    public bool HasFailed => ErrorType is not null;

    /// <summary>Type of the exception that ended it.</summary>
    public string? ErrorType => Text("error.type") ?? (span.Status == ActivityStatusCode.Error ? "error" : null);

    /// <summary>Message of the error.</summary>
    public string? ErrorMessage => span.StatusDescription;

    /// <summary>What else there is to say of it, in a word or two each.</summary>
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

    /// <summary>The call's usage; null when the service did not say it.</summary>
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

    /// <summary>Whether a span is an operation of an agent, ours or another library's.</summary>
    internal static bool IsOperation(Activity span) => span.Source.Name == AgentTelemetry.SourceName || span.GetTagItem("gen_ai.operation.name") is string;

    /// <summary>Whether a span that has just started is one, too. Libraries set attributes after the start: by the conventions the name begins with the operation.</summary>
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
