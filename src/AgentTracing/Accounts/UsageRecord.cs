namespace AgentTracing;

/// <summary>What one call or run consumed, and whose it was. Large: pass it by <c>in</c>.</summary>
public readonly record struct UsageRecord
{
    /// <summary>What the record is about.</summary>
    public required UsageRecordKind Kind { get; init; }

    /// <summary>Name of the operation: the model's call, the tool, the agent or the workflow.</summary>
    public required string Name { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took; zero where a usage was recorded without a call.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The end user, <c>user.id</c>; null where none is known.</summary>
    public string? UserId { get; init; }

    /// <summary>The session, <c>session.id</c>; null where none is known.</summary>
    public string? SessionId { get; init; }

    /// <summary>The conversation, <c>gen_ai.conversation.id</c>; null where none is known.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Tags of the scope.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Metadata of the scope, such as the tenant.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The agents and workflows around the call, the outermost first; of a run, itself last.</summary>
    public required IReadOnlyList<string> AgentPath { get; init; }

    /// <summary>The provider, as OpenTelemetry names it; null where it is not known, and for runs and tools.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that was asked for; null where it is not known, and for runs and tools.</summary>
    public string? RequestModel { get; init; }

    /// <summary>The model that answered; null where it is not known, and for runs and tools.</summary>
    public string? ResponseModel { get; init; }

    /// <summary>Tokens by bucket; zero where <see cref="IsMeasured"/> is false.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>Whether the usage is known. A run is measured where each of its calls is.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Cost in USD; null where it is not known. Of a run with calls that have no price, the cost of the others.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>What the cost rests on, or why there is none; <see cref="CostStatus.Unpriced"/> for a run in which a call has no price.</summary>
    public CostStatus CostStatus { get; init; }

    /// <summary>The price entry, <c>provider/id</c>; null where there is none.</summary>
    public string? PriceEntry { get; init; }

    /// <summary>SHA-256 of the built-in price catalogue.</summary>
    public required string CatalogueHash { get; init; }

    /// <summary>The trace; null if the call has no span, and none is around it.</summary>
    public string? TraceId { get; init; }

    /// <summary>The span of the call, else the one around it; null where there is neither.</summary>
    public string? SpanId { get; init; }

    /// <summary>Full name of the exception's type; null where the call ended well.</summary>
    public string? ErrorType { get; init; }
}
