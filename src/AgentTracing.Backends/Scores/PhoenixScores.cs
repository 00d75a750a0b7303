using System.Text.Json;

namespace AgentTracing.Backends;

/// <summary>
/// Phoenix's annotations of spans, traces and sessions. With <c>sync=false</c> Phoenix waits for a span that has not arrived yet. Name,
/// target and identifier identify a score, so sending it again is harmless.
/// </summary>
internal sealed class PhoenixScores(HttpClient client, PhoenixOptions options, Faults faults) : ScoreApi(client)
{
    /// <summary>A name that Phoenix reserves for notes.</summary>
    private const string ReservedName = "note";

    internal override async Task<int> SendAsync(IReadOnlyList<Score> scores, CancellationToken cancellationToken)
    {
        var dropped = 0;
        foreach (var group in scores.GroupBy(score => score.Target))
        {
            var annotations = group.Where(score => score.Name != ReservedName).ToArray();
            if (annotations.Length < group.Count())
                faults.ReportOnce("score name", $"Scores named '{ReservedName}' are dropped: Phoenix reserves that name for notes.");

            dropped += group.Count() - annotations.Length;
            if (annotations.Length == 0)
                continue;

            using var response = await PostAsync(AddressOf(group.Key), json => Write(json, annotations), cancellationToken).ConfigureAwait(false);
            dropped += response is { IsSuccessStatusCode: true } ? 0 : annotations.Length;
        }

        return dropped;
    }

    private Uri AddressOf(ScoreTargetKind target)
    {
        var resource = target switch
        {
            ScoreTargetKind.Trace => "trace_annotations",
            ScoreTargetKind.Session => "session_annotations",
            _ => "span_annotations",
        };
        return new Uri(BackendExport.Under(options.BaseAddress, "/v1/" + resource) + "?sync=false");
    }

    private static void Write(Utf8JsonWriter json, Score[] scores)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var score in scores)
        {
            json.WriteStartObject();
            var (key, id) = score.Target switch
            {
                ScoreTargetKind.Trace => ("trace_id", score.TraceId),
                ScoreTargetKind.Session => ("session_id", score.SessionId),
                _ => ("span_id", score.SpanId),
            };
            json.WriteString(key, id);
            json.WriteString("name", score.Name);
            json.WriteString("annotator_kind", "CODE");
            json.WriteString("identifier", score.Id);
            json.WriteStartObject("result");
            if (score.Value.Number is { } number)
                json.WriteNumber("score", number);
            if ((score.Value.Label ?? score.Rating) is { } label)
                json.WriteString("label", label);
            if (CommentOf(score) is { } comment)
                json.WriteString("explanation", comment);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
