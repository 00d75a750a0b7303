using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentTracing.Backends;

/// <summary>How a back end takes scores.</summary>
internal abstract class ScoreApi(HttpClient client) : IDisposable
{
    // Far below what a request may have, also for a whole batch of the longest.
    private const int LongestComment = 32_768;

    /// <summary>Sends scores, and reports those that are refused.</summary>
    /// <returns>How many were not taken.</returns>
    internal abstract Task<int> SendAsync(IReadOnlyList<Score> scores, CancellationToken cancellationToken);

    public void Dispose() => client.Dispose();

    /// <summary>Posts JSON; retries and faults are the client's business. Null where no answer came, of which it has told.</summary>
    protected async Task<HttpResponseMessage?> PostAsync(Uri address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
            write(json);

        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            return await client.PostAsync(address, content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    protected static string? CommentOf(Score score)
    {
        if (score.Comment is not { Length: > LongestComment } comment)
            return score.Comment;

        var end = char.IsHighSurrogate(comment[LongestComment - 1]) ? LongestComment - 1 : LongestComment;
        return comment[..end];
    }
}
