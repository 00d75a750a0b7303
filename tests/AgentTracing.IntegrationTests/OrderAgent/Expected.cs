using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LoopbackLlm;

namespace AgentTracing.IntegrationTests.OrderAgent;

/// <summary>Computes the expected figures from the server's log and the price data only, without AgentTracing.</summary>
internal static class Expected
{
    private static readonly JsonDocument Catalogue = JsonDocument.Parse(
        typeof(Expected).Assembly.GetManifestResourceStream("llm-pricing.catalogue.json")!);

    /// <summary>Input tokens including cached ones: OpenAI's figure includes them, Anthropic's does not.</summary>
    public static long Input(LoggedRequest request) => request.Usage is not { } usage
        ? 0
        : usage.InputTokens!.Value + (request.Provider == LlmProvider.Anthropic ? Cached(request) : 0);

    public static long Cached(LoggedRequest request) => request.Usage?.CachedInputTokens ?? 0;

    public static long Output(LoggedRequest request) => request.Usage?.OutputTokens ?? 0;

    /// <summary>The cost of a request; null if it has no usage or its model has no price.</summary>
    public static decimal? Cost(LoggedRequest request)
    {
        if (request.Usage is null || Rates(request.Provider, request.Model) is not { } rates)
            return null;

        return ((Input(request) - Cached(request)) * Rate("input") + Cached(request) * Rate("cacheRead") + Output(request) * Rate("output")) / 1_000_000;

        decimal Rate(string name) => decimal.Parse(rates.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>The tree of a trace as text, with siblings ordered by name.</summary>
    public static string Shape(IReadOnlyList<Activity> trace)
    {
        var children = trace.ToLookup(span => span.ParentSpanId);
        return Below(default);

        string Below(ActivitySpanId parent) => string.Concat(children[parent]
            .Select(span => $"({span.DisplayName} {span.Status}{Below(span.SpanId)})")
            .Order(StringComparer.Ordinal));
    }

    private static JsonElement? Rates(string provider, string model)
    {
        foreach (var entry in Catalogue.RootElement.GetProperty("models").EnumerateArray())
        {
            if (entry.GetProperty("provider").GetString() == provider && entry.GetProperty("id").GetString() == model)
                return entry.GetProperty("prices").EnumerateArray().Single().GetProperty("rates");
        }

        return null;
    }
}
