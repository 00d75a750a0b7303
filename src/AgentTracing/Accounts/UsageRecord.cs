namespace AgentTracing;

/// <summary>Usage and cost of one call or run, with its user, session and tags. Large: pass it by <c>in</c>.</summary>
public readonly record struct UsageRecord
{
    /// <summary>The kind of operation.</summary>
    public required UsageRecordKind Kind { get; init; }

    /// <summary>Name of the operation: the model call, the tool, the agent or the workflow.</summary>
    public required string Name { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its duration; zero when a usage was recorded without a call.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The end user, <c>user.id</c>; null when none is known.</summary>
    public string? UserId { get; init; }

    /// <summary>The session, <c>session.id</c>; null when none is known.</summary>
    public string? SessionId { get; init; }

    /// <summary>The conversation, <c>gen_ai.conversation.id</c>; null when none is known.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Tags of the scope.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Metadata of the scope, such as the tenant.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The agents and workflows around the call, the outermost first; for a run, the run itself last.</summary>
    public required IReadOnlyList<string> AgentPath { get; init; }

    /// <summary>The provider, as OpenTelemetry names it; null when it is not known, and for runs and tools.</summary>
    public string? Provider { get; init; }

    /// <summary>The requested model; null when it is not known, and for runs and tools.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model of the response; null when it is not known, and for runs and tools.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Tokens by bucket; zero when <see cref="IsMeasured"/> is false.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>Whether the usage is known. A run is measured if each of its calls is.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Cost in USD; null when it is unknown. For a run with unpriced calls, the cost of the others.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>
    /// The source of the cost, or the reason why there is none; <see cref="CostStatus.Unpriced"/> for a run in which a call has no price.
    /// </summary>
    public CostStatus CostStatus { get; init; }

    /// <summary>The price entry, <c>provider/id</c>; null when there is none.</summary>
    public string? PriceEntry { get; init; }

    /// <summary>SHA-256 of the built-in price catalogue.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>The trace; null when there is neither a span of the call nor an enclosing one.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span of the call, else the enclosing one; null when there is neither.</summary>
    public string? SpanId { get; init; }

    /// <summary>Full name of the exception's type; null when the call succeeded.</summary>
    public string? ErrorType { get; init; }
}
