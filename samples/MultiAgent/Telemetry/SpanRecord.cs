using System.Diagnostics;
using System.Text.Json;

namespace TravelDesk;

/// <summary>A span as one process reports it.</summary>
public sealed record SpanRecord
{
    /// <summary>The process: <c>service.name</c> of its resource.</summary>
    public required string Process { get; init; }

    /// <summary>Id of the trace.</summary>
    public required string TraceId { get; init; }

    /// <summary>Id of the span.</summary>
    public required string SpanId { get; init; }

    /// <summary>Id of the span it stands under, in this or another process; zeros for none.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>Name of the span.</summary>
    public required string Name { get; init; }

    /// <summary>Who made it.</summary>
    public required string Source { get; init; }

    /// <summary>Its kind.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required ActivityStatusCode Status { get; init; }

    /// <summary>The message of the error.</summary>
    public string? StatusDescription { get; init; }

    /// <summary>Its attributes.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Attributes { get; init; }

    /// <summary>Whether it is the model call.</summary>
    public bool IsLlmCall => Kind == ActivityKind.Client && Attributes.ContainsKey("gen_ai.operation.name");

    /// <summary>What the tree calls it. ASP.NET Core gives all its spans one name.</summary>
    public string Label => Kind == ActivityKind.Server ? $"server {Text("http.request.method")} {Text("url.path")}" : Name;

    /// <summary>The agent inside which it stands.</summary>
    public string Agent => Text("agent_tracing.agent.name") ?? "";

    /// <summary>The model that answered, or was asked.</summary>
    public string Model => Text("gen_ai.response.model") ?? Text("gen_ai.request.model") ?? "";

    /// <summary>Type of the error; null when there is none.</summary>
    public string? ErrorType => Text("error.type");

    /// <summary>Input tokens: of the call, or of all calls below in the same process.</summary>
    public long? InputTokens => Long("gen_ai.usage.input_tokens") ?? Long("agent_tracing.rollup.input_tokens");

    /// <summary>Output tokens: of the call, or of all calls below in the same process.</summary>
    public long? OutputTokens => Long("gen_ai.usage.output_tokens") ?? Long("agent_tracing.rollup.output_tokens");

    /// <summary>Cost in USD: of the call, or of all calls below in the same process.</summary>
    public decimal? Cost => Usd("gen_ai.usage.cost") ?? Usd("agent_tracing.rollup.cost");

    /// <summary>An attribute that is text; null when there is none.</summary>
    public string? Text(string key) => Attributes.TryGetValue(key, out var value) ? value.GetString() : null;

    /// <summary>What is reported of a span.</summary>
    public static SpanRecord Of(Activity span, string process) => new()
    {
        Process = process,
        TraceId = span.TraceId.ToHexString(),
        SpanId = span.SpanId.ToHexString(),
        ParentSpanId = span.ParentSpanId.ToHexString(),
        Name = span.DisplayName,
        Source = span.Source.Name,
        Kind = span.Kind,
        Start = span.StartTimeUtc,
        Duration = span.Duration,
        Status = span.Status,
        StatusDescription = span.StatusDescription,
        Attributes = span.TagObjects.ToDictionary(tag => tag.Key, tag => JsonSerializer.SerializeToElement(tag.Value)),
    };

    private long? Long(string key) => Attributes.TryGetValue(key, out var value) ? value.GetInt64() : null;

    private decimal? Usd(string key) => Attributes.TryGetValue(key, out var value) ? value.GetDecimal() : null;
}
