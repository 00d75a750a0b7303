using System.Diagnostics;
using System.Text.Json;

namespace TravelDesk;

/// <summary>A span as one process reports it.</summary>
public sealed record SpanRecord
{
    /// <summary>The process: <c>service.name</c> of the span's resource.</summary>
    public required string Process { get; init; }

    /// <summary>The trace id.</summary>
    public required string TraceId { get; init; }

    /// <summary>The span id.</summary>
    public required string SpanId { get; init; }

    /// <summary>The id of the parent span, in this or another process; zeros for none.</summary>
    public required string ParentSpanId { get; init; }

    /// <summary>The name of the span.</summary>
    public required string Name { get; init; }

    /// <summary>The name of its <see cref="ActivitySource"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of the span.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>The start time.</summary>
    public required DateTime Start { get; init; }

    /// <summary>The duration.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The status.</summary>
    public required ActivityStatusCode Status { get; init; }

    /// <summary>The error message; null for none.</summary>
    public string? StatusDescription { get; init; }

    /// <summary>The attributes.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Attributes { get; init; }

    /// <summary>Whether the span is a model call.</summary>
    public bool IsLlmCall => Kind == ActivityKind.Client && Attributes.ContainsKey("gen_ai.operation.name");

    /// <summary>The name in the tree. ASP.NET Core gives all its spans the same name, so theirs is made of method and path.</summary>
    public string Label => Kind == ActivityKind.Server ? $"server {Text("http.request.method")} {Text("url.path")}" : Name;

    /// <summary>The agent that the span belongs to.</summary>
    public string Agent => Text("agent_tracing.agent.name") ?? "";

    /// <summary>The model in the response, or else the requested one.</summary>
    public string Model => Text("gen_ai.response.model") ?? Text("gen_ai.request.model") ?? "";

    /// <summary>The type of the error; null for none.</summary>
    public string? ErrorType => Text("error.type");

    /// <summary>Input tokens: of the call, or the sum of the calls below in the same process.</summary>
    public long? InputTokens => Long("gen_ai.usage.input_tokens") ?? Long("agent_tracing.rollup.input_tokens");

    /// <summary>Output tokens: of the call, or the sum of the calls below in the same process.</summary>
    public long? OutputTokens => Long("gen_ai.usage.output_tokens") ?? Long("agent_tracing.rollup.output_tokens");

    /// <summary>Cost in USD: of the call, or the sum of the calls below in the same process.</summary>
    public decimal? Cost => Usd("gen_ai.usage.cost") ?? Usd("agent_tracing.rollup.cost");

    /// <summary>A text attribute; null when it is absent.</summary>
    public string? Text(string key) => Attributes.TryGetValue(key, out var value) ? value.GetString() : null;

    /// <summary>Copies a span.</summary>
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
