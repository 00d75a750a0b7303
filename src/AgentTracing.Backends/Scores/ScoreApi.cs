using System.Net.Http.Headers;
using System.Text.Json;

namespace AgentTracing.Backends;

/// <summary>The score API of a back end.</summary>
internal abstract class ScoreApi(HttpClient client) : IDisposable
{
    // Keeps a batch of the longest comments far below the maximum request size.
    private const int LongestComment = 32_768;

    /// <summary>Sends scores, and reports those that are refused.</summary>
    /// <returns>The number of refused scores.</returns>
    internal abstract Task<int> SendAsync(IReadOnlyList<Score> scores, CancellationToken cancellationToken);

    public void Dispose() => client.Dispose();

    /// <summary>Posts JSON; the client retries and reports faults. Null when there was no response.</summary>
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
