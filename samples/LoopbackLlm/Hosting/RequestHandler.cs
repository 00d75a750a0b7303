using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LoopbackLlm.Endpoints;
using Microsoft.AspNetCore.Http;

namespace LoopbackLlm.Hosting;

/// <summary>Handles a request: reads it, logs it, finds its reply in the script, and sends the response.</summary>
internal sealed class RequestHandler(LoopbackServerOptions options, ScriptRunner script, LoopbackLog log)
{
    /// <summary>The background responses, by id.</summary>
    private readonly ConcurrentDictionary<string, BackgroundReply> _background = new();

    /// <summary>
    /// Handles a poll: sends the response, finished or not, or the rest of a stream. Everything is logged under the request that created
    /// the response.
    /// </summary>
    public async Task PollAsync(HttpContext http, LlmEndpoint endpoint)
    {
        if (!_background.TryGetValue((string)http.Request.RouteValues["id"]!, out var reply))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var sender = new ReplySender(http, endpoint, log, reply.Number);
        if (http.Request.Query["stream"] == "true")
        {
            var last = int.TryParse(http.Request.Query["starting_after"], CultureInfo.InvariantCulture, out var sequence) ? sequence : -1;
            await sender.SendStreamAsync(reply.Context, reply.Context.Reply.ChunkDelay ?? options.ChunkDelay, last + 1).ConfigureAwait(false);
        }
        else if (reply.IsUnfinished())
        {
            await sender.SendUnfinishedAsync(reply.Context).ConfigureAwait(false);
        }
        else
        {
            await sender.SendAsync(reply.Context).ConfigureAwait(false);
        }
    }

    public async Task HandleAsync(HttpContext http, LlmEndpoint endpoint)
    {
        var sender = new ReplySender(http, endpoint, log);
        try
        {
            var body = await ReadBodyAsync(http.Request).ConfigureAwait(false);
            var reply = Answer(LogRequest(http, endpoint, sender.Number, body, ParseOrDefault(body)));
            await Task.Delay(reply.Reply.Delay ?? options.Delay, http.RequestAborted).ConfigureAwait(false);
            if (endpoint.IsBackground(reply.Request.Body))
                _background[endpoint.ResponseId(reply)!] = new BackgroundReply(reply, sender.Number);
            await SendAsync(sender, reply, endpoint).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted)
        {
            // A delegate of the script threw, or tool arguments are not valid JSON although the protocol requires it.
            var failure = ScriptedFailure.Status(StatusCodes.Status500InternalServerError, message: $"The script fails: {e.Message}");
            await sender.SendErrorAsync(failure).ConfigureAwait(false);
        }
    }

    private ReplyContext Answer(LoopbackRequest request)
    {
        var reply = request.Body.ValueKind == JsonValueKind.Object
            ? script.Answer(request) ?? BadRequest(
                $"No rule of the script answers this request ({request.Provider} {request.Operation}, model '{request.Model}').")
            : BadRequest("The body is not a JSON object.");
        return new ReplyContext(request, reply);
    }

    private Task SendAsync(ReplySender sender, ReplyContext context, LlmEndpoint endpoint)
    {
        var (request, reply) = context;
        return reply.Failure switch
        {
            { Kind: FailureKind.Status } failure => sender.SendErrorAsync(failure),
            { Kind: FailureKind.StreamError } failure when !request.IsStreaming => sender.SendErrorAsync(failure),
            _ when request.IsStreaming => sender.SendStreamAsync(context, reply.ChunkDelay ?? options.ChunkDelay),
            null when endpoint.IsBackground(request.Body) => sender.SendUnfinishedAsync(context),
            _ => sender.SendAsync(context),
        };
    }

    /// <summary>A response that is produced in the background.</summary>
    private sealed class BackgroundReply(ReplyContext context, int number)
    {
        private int _polls;

        public ReplyContext Context => context;

        public int Number => number;

        public bool IsUnfinished() => Interlocked.Increment(ref _polls) <= context.Reply.UnfinishedPolls;
    }

    private static ScriptedReply BadRequest(string message) =>
        ScriptedReply.Fail(ScriptedFailure.Status(StatusCodes.Status400BadRequest, message: message));

    private LoopbackRequest LogRequest(HttpContext http, LlmEndpoint endpoint, int number, string body, JsonElement json)
    {
        var request = new LoopbackRequest
        {
            Number = number,
            Provider = endpoint.Provider,
            Operation = endpoint.Operation,
            Model = http.Request.RouteValues["deployment"] as string ?? json.Text("model") ?? "",
            IsStreaming = endpoint.IsStreaming(json),
            Messages = [.. EarlierMessages(endpoint.PreviousResponseId(json)), .. endpoint.ReadMessages(json)],
            Headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = json,
        };
        log.Add(new LoggedRequest
        {
            Request = request,
            Path = http.Request.Path.ToString(),
            Query = http.Request.QueryString.ToString(),
            Body = body,
        });
        return request;
    }

    /// <summary>The earlier messages of a conversation that the service keeps. The text of the model's messages is empty.</summary>
    private IEnumerable<RequestMessage> EarlierMessages(string? previousResponseId) =>
        previousResponseId is not null && log.FindByResponseId(previousResponseId) is { } previous
            ? previous.Request.Messages.Append(new RequestMessage(MessageRole.Assistant, ""))
            : [];

    private static JsonElement ParseOrDefault(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static async Task<string> ReadBodyAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
    }
}
