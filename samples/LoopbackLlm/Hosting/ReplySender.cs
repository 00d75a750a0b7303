using System.Globalization;
using System.Text;
using LoopbackLlm.Endpoints;
using Microsoft.AspNetCore.Http;

namespace LoopbackLlm.Hosting;

/// <summary>
/// Sends the response to one request. Writes each step to the log before it sends it, so that the log is never behind the client.
/// </summary>
internal sealed class ReplySender(HttpContext http, LlmEndpoint endpoint, LoopbackLog log, int? number = null)
{
    private readonly HttpResponse _response = http.Response;
    private readonly CancellationToken _clientLeft = http.RequestAborted;

    /// <summary>The number of the request in the log.</summary>
    public int Number { get; } = number ?? log.NextNumber();

    /// <summary>Sends a status of 400 or more with the provider's error body.</summary>
    public async Task SendErrorAsync(ScriptedFailure failure)
    {
        var statusCode = failure.StatusCode == 0 ? StatusCodes.Status500InternalServerError : failure.StatusCode;
        var error = endpoint.WriteError(statusCode, MessageOf(failure), failure.Type);
        Begin(statusCode, "application/json");
        if (failure.RetryAfter is { } wait)
            _response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        _response.ContentLength = error.Data.Length;
        Log(entry => entry with { StatusCode = statusCode, Outcome = ReplyOutcome.Refused });
        await _response.Body.WriteAsync(error.Data, _clientLeft).ConfigureAwait(false);
    }

    /// <summary>Sends the whole response as JSON, or half of it if the script breaks the connection.</summary>
    public async Task SendAsync(ReplyContext context)
    {
        var message = endpoint.Write(context);
        Begin(StatusCodes.Status200OK, "application/json");
        _response.ContentLength = message.Data.Length;
        LogBegin(context);
        if (context.Reply.Failure is not null)
        {
            await _response.Body.WriteAsync(message.Data[..(message.Data.Length / 2)], _clientLeft).ConfigureAwait(false);
            await BreakAsync().ConfigureAwait(false);
            return;
        }

        Log(entry => entry with { Usage = message.Usage, Outcome = ReplyOutcome.Completed });
        await _response.Body.WriteAsync(message.Data, _clientLeft).ConfigureAwait(false);
    }

    /// <summary>Sends a background response that is not finished.</summary>
    public async Task SendUnfinishedAsync(ReplyContext context)
    {
        var message = endpoint.WriteUnfinished(context);
        Begin(StatusCodes.Status200OK, "application/json");
        _response.ContentLength = message.Data.Length;
        LogBegin(context);
        await _response.Body.WriteAsync(message.Data, _clientLeft).ConfigureAwait(false);
    }

    /// <summary>Sends the response as a stream, up to the scripted failure.</summary>
    /// <param name="context">The request and its reply.</param>
    /// <param name="chunkDelay">The time before each content chunk.</param>
    /// <param name="first">The number of messages that the client already received.</param>
    public async Task SendStreamAsync(ReplyContext context, TimeSpan chunkDelay, int first = 0)
    {
        var failure = context.Reply.Failure;
        var messages = endpoint.WriteStream(context).ToList();
        var end = failure is null ? messages.Count : IndexAfterChunks(messages, failure.AfterChunks);

        Begin(StatusCodes.Status200OK, endpoint.StreamFormat == StreamFormat.JsonLines ? "application/x-ndjson" : "text/event-stream");
        LogBegin(context);
        await _response.StartAsync(_clientLeft).ConfigureAwait(false);
        foreach (var (index, message) in messages.Take(end).Index().Skip(first))
        {
            if (message.IsContent)
                await Task.Delay(chunkDelay, _clientLeft).ConfigureAwait(false);
            LogMessage(message, isLast: index == messages.Count - 1);
            await SendMessageAsync(message).ConfigureAwait(false);
        }

        if (failure is { Kind: FailureKind.StreamError })
        {
            Log(entry => entry with { Outcome = ReplyOutcome.Broken });
            await SendMessageAsync(endpoint.WriteStreamError(MessageOf(failure), failure.Type)).ConfigureAwait(false);
        }
        else if (failure is not null)
        {
            await BreakAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The index after the n-th content chunk. For n = 0 it is the index of the first chunk; for n beyond the last chunk, the index after
    /// the last.
    /// </summary>
    private static int IndexAfterChunks(List<WireMessage> messages, int chunks)
    {
        var content = messages.Index().Where(m => m.Item.IsContent).Select(m => m.Index).ToList();
        return content switch
        {
            [] => 0,
            [var first, ..] when chunks <= 0 => first,
            _ => content[Math.Min(chunks, content.Count) - 1] + 1,
        };
    }

    private static string MessageOf(ScriptedFailure failure) =>
        failure.Message ?? "The script of the loopback server wants this request to fail.";

    private void Begin(int statusCode, string contentType)
    {
        _response.StatusCode = statusCode;
        _response.ContentType = contentType;
        _response.Headers[endpoint.RequestIdHeader] = $"req_{Number:D6}";
    }

    private async Task SendMessageAsync(WireMessage message)
    {
        var isEvents = endpoint.StreamFormat == StreamFormat.ServerSentEvents;
        if (isEvents)
        {
            var framing = message.Event is null ? "data: " : $"event: {message.Event}\ndata: ";
            await _response.Body.WriteAsync(Encoding.UTF8.GetBytes(framing), _clientLeft).ConfigureAwait(false);
        }

        await _response.Body.WriteAsync(message.Data, _clientLeft).ConfigureAwait(false);
        await _response.Body.WriteAsync(isEvents ? "\n\n"u8.ToArray() : "\n"u8.ToArray(), _clientLeft).ConfigureAwait(false);
        await _response.Body.FlushAsync(_clientLeft).ConfigureAwait(false);
    }

    private async Task BreakAsync()
    {
        Log(entry => entry with { Outcome = ReplyOutcome.Broken });
        await _response.Body.FlushAsync(_clientLeft).ConfigureAwait(false);

        // Kestrel closes the connection after the bytes already sent when a handler throws in the middle of a response. HttpContext.Abort
        // would reset it, and the client would lose bytes that it has not read yet.
        throw new IOException("The script breaks the connection.");
    }

    private void LogBegin(ReplyContext context) => Log(entry => entry with
    {
        StatusCode = StatusCodes.Status200OK,
        ResponseId = endpoint.ResponseId(context),
        ResponseModel = context.Model,
    });

    private void LogMessage(WireMessage message, bool isLast)
    {
        if (message.IsContent || message.Usage is not null || isLast)
        {
            Log(entry => entry with
            {
                Chunks = entry.Chunks + (message.IsContent ? 1 : 0),
                Usage = message.Usage is { } usage ? (entry.Usage ?? new ScriptedUsage()).UpdatedBy(usage) : entry.Usage,
                Outcome = isLast ? ReplyOutcome.Completed : entry.Outcome,
            });
        }
    }

    private void Log(Func<LoggedRequest, LoggedRequest> change) => log.Update(Number, change);
}
