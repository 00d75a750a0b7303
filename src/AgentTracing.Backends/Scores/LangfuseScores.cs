using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentTracing.Backends;

/// <summary>
/// Langfuse's ingestion of scores: <c>POST /api/public/ingestion</c>, which returns 207 with a result for each event. Because a score has
/// an id, sending it again is harmless.
/// </summary>
internal sealed partial class LangfuseScores(HttpClient client, LangfuseOptions options, Faults faults) : ScoreApi(client)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly Uri _address = BackendExport.Under(options.BaseUrl, "/api/public/ingestion");

    internal override async Task<int> SendAsync(IReadOnlyList<Score> scores, CancellationToken cancellationToken)
    {
        var events = scores.ToDictionary(_ => Guid.NewGuid().ToString(), StringComparer.Ordinal);
        var refused = 0;
        for (var attempt = 1; ; attempt++)
        {
            using var response = await PostAsync(_address, json => Write(json, events), cancellationToken).ConfigureAwait(false);
            if (response is not { IsSuccessStatusCode: true })
                return refused + events.Count;

            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var errors = ReadErrors(body);
            var again = errors.Where(error => error.Status is 429 or >= 500 && events.ContainsKey(error.Id)).ToDictionary(error => error.Id, error => events[error.Id]);
            refused += errors.Count - again.Count;
            foreach (var (_, status, message) in errors.Where(error => !again.ContainsKey(error.Id)))
                faults.ReportOnce($"score {status}", $"A score was refused ({status}: {message}) and is dropped.");
            if (again.Count == 0 || attempt == Attempts)
                return refused + again.Count;

            events = again;
            await Task.Delay(Pause * attempt, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Write(Utf8JsonWriter json, Dictionary<string, Score> events)
    {
        json.WriteStartObject();
        json.WriteStartArray("batch");
        foreach (var (id, score) in events)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("type", "score-create");
            json.WriteString("timestamp", score.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteStartObject("body");
            WriteBody(json, score);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteBody(Utf8JsonWriter json, Score score)
    {
        json.WriteString("id", score.Id);
        json.WriteString("name", score.Name);
        if (score.Value.Number is { } number)
            json.WriteNumber("value", number);
        else
            json.WriteString("value", score.Value.Label);
        json.WriteString("dataType", score.Value.IsFlag ? "BOOLEAN" : score.Value.Number is null ? "CATEGORICAL" : "NUMERIC");
        if (score.TraceId is { } traceId)
            json.WriteString("traceId", traceId);
        if (score.SpanId is { } spanId)
            json.WriteString("observationId", spanId);
        if (score.SessionId is { } sessionId)
            json.WriteString("sessionId", sessionId);
        if (CommentOf(score) is { } comment)
            json.WriteString("comment", comment);
        if ((score.Environment ?? options.Environment)?.ToLowerInvariant() is { } environment && LegalEnvironment().IsMatch(environment))
            json.WriteString("environment", environment);
    }

    private static List<(string Id, int Status, string? Message)> ReadErrors(byte[] body)
    {
        using var answer = JsonDocument.Parse(body);
        if (answer.RootElement.ValueKind != JsonValueKind.Object || !answer.RootElement.TryGetProperty("errors", out var errors))
            return [];

        return
        [
            .. errors.EnumerateArray().Select(error => (
                error.GetProperty("id").GetString() ?? string.Empty,
                error.GetProperty("status").GetInt32(),
                error.TryGetProperty("message", out var message) ? message.ToString() : null)),
        ];
    }

    [GeneratedRegex("^(?!langfuse)[a-z0-9_-]{1,40}$")]
    private static partial Regex LegalEnvironment();
}
