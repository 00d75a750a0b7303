using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AgentTracing.Backends.Tests;

/// <summary>
/// Replaces Langfuse's ingestion of scores: checks each event according to the documented rules, and returns 207 with a status for each
/// item.
/// </summary>
internal sealed partial class LangfuseScoreServer
{
    private readonly Dictionary<string, JsonElement> _scores = new(StringComparer.Ordinal);

    /// <summary>The status of a valid event, depending on how often its score was sent; null to accept it.</summary>
    public Func<JsonElement, int, int?>? Refuse { get; set; }

    /// <summary>The stored scores by id: a score with the same id replaces the earlier one.</summary>
    public IReadOnlyCollection<JsonElement> Scores => _scores.Values;

    public List<string> Invalid { get; } = [];

    private Dictionary<string, int> Sent { get; } = new(StringComparer.Ordinal);

    public async Task AnswerAsync(HttpContext context, byte[] body)
    {
        var successes = new List<object>();
        var errors = new List<object>();
        foreach (var item in JsonDocument.Parse(body).RootElement.GetProperty("batch").EnumerateArray())
        {
            var id = item.GetProperty("id").GetString()!;
            var score = item.GetProperty("body");
            if (Fault(item, score) is { } fault)
            {
                Invalid.Add(fault);
                errors.Add(new { id, status = 400, message = fault });
                continue;
            }

            var scoreId = score.GetProperty("id").GetString()!;
            Sent[scoreId] = Sent.GetValueOrDefault(scoreId) + 1;
            if (Refuse?.Invoke(score, Sent[scoreId]) is { } status)
            {
                errors.Add(new { id, status, message = "refused" });
                continue;
            }

            _scores[scoreId] = score;
            successes.Add(new { id, status = 201 });
        }

        context.Response.StatusCode = 207;
        await context.Response.WriteAsJsonAsync(new { successes, errors });
    }

    private static string? Fault(JsonElement item, JsonElement score)
    {
        if (!Guid.TryParse(item.GetProperty("id").GetString(), out _))
            return "event id";
        if (item.GetProperty("type").GetString() != "score-create")
            return "type";
        if (!item.GetProperty("timestamp").TryGetDateTimeOffset(out _))
            return "timestamp";
        if (string.IsNullOrEmpty(score.GetProperty("name").GetString()))
            return "name";

        var isNumber = score.GetProperty("value").ValueKind == JsonValueKind.Number;
        var typeFits = score.GetProperty("dataType").GetString() switch
        {
            "NUMERIC" => isNumber,
            "BOOLEAN" => isNumber && score.GetProperty("value").GetDouble() is 0 or 1,
            "CATEGORICAL" => !isNumber,
            _ => false,
        };
        if (!typeFits)
            return "value";

        var hasTrace = score.TryGetProperty("traceId", out var trace);
        if (hasTrace == score.TryGetProperty("sessionId", out _))
            return "trace or session, not both";
        if (hasTrace && !TraceId().IsMatch(trace.GetString()!))
            return "traceId";
        if (score.TryGetProperty("observationId", out var span) && (!hasTrace || !SpanId().IsMatch(span.GetString()!)))
            return "observationId";
        return score.TryGetProperty("environment", out var environment) && !Environment().IsMatch(environment.GetString()!) ? "environment" : null;
    }

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex TraceId();

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex SpanId();

    [GeneratedRegex("^(?!langfuse)[a-z0-9_-]{1,40}$")]
    private static partial Regex Environment();
}
