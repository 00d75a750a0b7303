using System.Diagnostics;
using System.Globalization;

namespace AgentTracing.Tests.Model;

/// <summary>A span as text, to compare the model with the run time.</summary>
/// <param name="Path">The names of the spans from the root to this one.</param>
internal sealed record SpanText(string Path)
{
    public string? Agent { get; init; }

    public string? User { get; init; }

    public string? Session { get; init; }

    public string[] Tags { get; init; } = [];

    public IEnumerable<KeyValuePair<string, string>> Metadata { get; init; } = [];

    public string? Error { get; init; }

    public bool IsFailed { get; init; }

    /// <summary>How many times the exception is recorded as an event of this span.</summary>
    public int Records { get; init; }

    public bool IsCancelled { get; init; }

    public bool IsIncomplete { get; init; }

    public long? Input { get; init; }

    public long? Output { get; init; }

    public double? Usd { get; init; }

    public string? RollUp { get; init; }

    /// <summary>The spans of a run.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Activity> spans)
    {
        var byId = spans.ToDictionary(span => span.SpanId);
        return spans.Select(span => Of(span, PathOf(span, byId)).ToString());
    }

    public static string RollUpOf(object? input, object? output, object? usd, object? calls, object? tools, object? unpriced, object? incomplete)
        => string.Create(CultureInfo.InvariantCulture, $"{input}+{output} {usd:R} calls {calls} tools {tools} unpriced {unpriced} incomplete {incomplete}");

    public override string ToString()
    {
        var metadata = string.Join(',', Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        var end = $"{Error}{(IsFailed ? " failed" : "")}{(Records > 0 ? $" recorded {Records}" : "")}{(IsCancelled ? " cancelled" : "")}{(IsIncomplete ? " incomplete" : "")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Path} [{end}] in {Agent} of {User}/{Session} {string.Join(',', Tags)} {metadata} usage {Input}+{Output} {Usd:R} sum {RollUp}");
    }

    private static SpanText Of(Activity span, string path) => new(path)
    {
        Agent = Text(span, span.OperationName.StartsWith("execute_tool", StringComparison.Ordinal) ? "gen_ai.agent.name" : "agent_tracing.agent.name"),
        User = Text(span, "user.id"),
        Session = Text(span, "session.id"),
        Tags = (string[]?)span.GetTagItem("agent_tracing.tags") ?? [],
        Metadata = span.TagObjects
            .Where(tag => tag.Key.StartsWith("agent_tracing.metadata.", StringComparison.Ordinal))
            .Select(tag => KeyValuePair.Create(tag.Key["agent_tracing.metadata.".Length..], (string)tag.Value!)),
        Error = Text(span, "error.type"),
        IsFailed = span.Status == ActivityStatusCode.Error,
        Records = span.Events.Count(happened => happened.Name == "exception"),
        IsCancelled = span.GetTagItem("agent_tracing.cancelled") is true,
        IsIncomplete = span.GetTagItem("agent_tracing.stream.incomplete") is true,
        Input = (long?)span.GetTagItem("gen_ai.usage.input_tokens"),
        Output = (long?)span.GetTagItem("gen_ai.usage.output_tokens"),
        Usd = (double?)span.GetTagItem("gen_ai.usage.cost"),
        RollUp = span.GetTagItem("agent_tracing.rollup.llm_calls") is { } calls
            ? RollUpOf(Sum(span, "input_tokens"), Sum(span, "output_tokens"), Sum(span, "cost"), calls, Sum(span, "tool_calls"), Sum(span, "unpriced_calls"), Sum(span, "incomplete"))
            : null,
    };

    private static string PathOf(Activity span, Dictionary<ActivitySpanId, Activity> byId)
    {
        var above = span.ParentSpanId == default ? "" : byId.TryGetValue(span.ParentSpanId, out var parent) ? PathOf(parent, byId) : "(lost)";
        return $"{above}/{span.DisplayName}";
    }

    private static string? Text(Activity span, string key) => (string?)span.GetTagItem(key);

    private static object? Sum(Activity span, string name) => span.GetTagItem("agent_tracing.rollup." + name);
}
